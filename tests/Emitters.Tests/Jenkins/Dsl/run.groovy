// A small controller: runs a declarative Jenkinsfile. Every directive is known by name, and an unknown one is an error, as it is to Jenkins.
// groovy run.groovy <build.json>...; what happened goes to the file "events" that each names, one JSON object a line.
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit

class Failure extends RuntimeException {
    String result
    Failure(String result, String message) { super(message); this.result = result }
}

/** Whatever a closure calls, collected as calls; only the names given are known. */
class Calls {
    List<String> known
    Map env
    Map params
    List<Map> found = []

    Calls(List<String> known, Map env = [:], Map params = [:]) { this.known = known; this.env = env; this.params = params }

    static List<Map> of(List<String> known, Closure body, Map env = [:], Map params = [:]) {
        def calls = new Calls(known, env, params)
        body.delegate = calls
        body.resolveStrategy = Closure.DELEGATE_ONLY
        body()
        calls.found
    }

    def invokeMethod(String name, Object given) {
        if (!(name in known)) { throw new MissingMethodException(name, Calls, (Object[]) given) }
        def arguments = (given as Object[]) as List
        def call = [name: name, body: arguments && arguments.last() instanceof Closure ? arguments.remove(arguments.size() - 1) : null]
        call.named = arguments && arguments[0] instanceof Map ? arguments[0] : [:]
        call.values = arguments
        call.value = arguments && !(arguments[0] instanceof Map) ? arguments[0] : null
        found << call
        call
    }

    def getNone() { 'none' }
}

/** A controller with its agents: the build's state, and what steps do. */
class Controller {
    Map build
    File work
    File events
    Map<String, File> stashes = Collections.synchronizedMap([:])
    int workspaces = 0
    Script script
    final Object gate = new Object()

    void tell(Map event) { synchronized (gate) { events.append(JsonOutput.toJson(event) + '\n', 'UTF-8') } }

    File workspace() {
        synchronized (gate) {
            def folder = new File(work, build.keepsWorkspace ? 'agent/workspace' : "agent ${++workspaces}/workspace")
            if (!folder.exists()) { run(['git', 'clone', '-q', build.repository, folder.path]) }
            new File(folder.path + '@tmp').mkdirs()
            folder
        }
    }

    static void run(List<String> command) {
        def process = new ProcessBuilder(command).redirectErrorStream(true).start()
        def output = process.inputStream.text
        if (process.waitFor() != 0) { throw new Failure('FAILURE', "${command.join(' ')}: ${output}") }
    }

    /** Files of a folder that one of Ant's patterns, separated by commas, names. */
    static List<Path> files(File folder, String patterns) {
        def matchers = patterns.split(',').collect { FileSystems.default.getPathMatcher('glob:' + it.trim()) }
        def root = folder.toPath()
        def found = []
        folder.eachFileRecurse(groovy.io.FileType.FILES) { file ->
            def path = root.relativize(file.toPath())
            if (matchers.any { it.matches(path) }) { found << path }
        }
        found.sort { it.toString() }
    }

    /** One at a time, as a controller takes files of branches that run at the same time: two that replace one file by each other fail. */
    static synchronized void copy(List<Path> paths, File from, File to) {
        paths.each { path ->
            def target = to.toPath().resolve(path)
            Files.createDirectories(target.parent)
            Files.copy(from.toPath().resolve(path), target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING)
        }
    }
}

/** The steps of one stage. */
class Steps {
    Controller controller
    String stage
    File workspace
    Map<String, String> variables = [:]
    List<String> secrets = []
    long deadline = Long.MAX_VALUE
    Map env

    void tell(Map event) { controller.tell([stage: stage] + event) }

    File needsWorkspace(String step) {
        if (!workspace) { throw new Failure('FAILURE', "Required context class hudson.FilePath is missing: ${step} needs an agent") }
        workspace
    }

    def inside(Closure body) {
        def own = (Closure) body.clone() // the parts of a matrix run one body at the same time
        own.delegate = this
        own.resolveStrategy = Closure.DELEGATE_ONLY
        own()
    }

    /** What the script itself holds: its fields. */
    def propertyMissing(String name) { controller.script."$name" }

    void script(Closure body) { inside(body) }

    String readFile(Map given) {
        Allowed.only('readFile', given, 'file', 'encoding')
        def file = new File(needsWorkspace('readFile'), given.file)
        if (!file.exists()) { throw new Failure('FAILURE', "java.nio.file.NoSuchFileException: ${file}") }
        file.getText(given.encoding)
    }

    void withEnv(List pairs, Closure body) {
        def more = pairs.collectEntries { pair -> def at = pair.indexOf('='); [(pair.substring(0, at)): pair.substring(at + 1)] }
        new Steps(controller: controller, stage: stage, workspace: workspace, env: env, deadline: deadline,
            variables: variables + more, secrets: secrets).inside(body)
    }

    def sh(String script) { sh([script: script]) }

    def sh(Map given) {
        needsWorkspace('sh')
        Allowed.only('sh', given, 'label', 'script', 'returnStdout')
        def file = File.createTempFile('script', '.sh')
        def log = File.createTempFile('script', '.log')
        file.setText(given.script, 'UTF-8')
        def value = File.createTempFile('script', '.out')
        def builder = new ProcessBuilder('/bin/sh', '-xe', file.path).directory(workspace)
        if (given.returnStdout) {
            builder.redirectError(log).redirectOutput(value)
        } else {
            builder.redirectErrorStream(true).redirectOutput(log)
        }
        builder.environment().putAll([WORKSPACE: workspace.path, WORKSPACE_TMP: workspace.path + '@tmp', CI: 'true'])
        builder.environment().putAll(controller.build.environment)
        builder.environment().putAll(variables)
        def process = builder.start()
        def ended = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
        if (!ended) {
            process.toHandle().descendants().iterator().each { it.destroyForcibly() }
            process.destroyForcibly()
        }
        def text = secrets.inject(log.getText('UTF-8')) { all, secret -> all.replace(secret, '****') }
        def printed = value.getText('UTF-8')
        [file, log, value]*.delete()
        tell(step: 'sh', label: given.label, script: given.script, exit: ended ? process.exitValue() : null, output: text)
        if (!ended) { throw new Failure('ABORTED', 'Timeout has been exceeded') }
        if (process.exitValue() != 0) { throw new Failure('FAILURE', "script returned exit code ${process.exitValue()}") }
        given.returnStdout ? printed : null
    }

    void stash(Map given) {
        Allowed.only('stash', given, 'name', 'includes', 'useDefaultExcludes', 'allowEmpty')
        def found = Controller.files(needsWorkspace('stash'), given.includes)
        if (!found && !given.allowEmpty) { throw new Failure('FAILURE', "No files included in stash '${given.name}'") }
        def folder = new File(controller.work, "stashes/${given.name}")
        if (folder.exists()) { folder.deleteDir() }
        Controller.copy(found, workspace, folder)
        controller.stashes[given.name] = folder
        tell(step: 'stash', name: given.name, files: found*.toString())
    }

    void unstash(String name) {
        needsWorkspace('unstash')
        def folder = controller.stashes[name]
        if (!folder) { throw new Failure('FAILURE', "No such saved stash '${name}'") }
        Controller.copy(Controller.files(folder, '**'), folder, workspace)
        tell(step: 'unstash', name: name)
    }

    void junit(Map given) {
        Allowed.only('junit', given, 'testResults', 'allowEmptyResults')
        def found = Controller.files(needsWorkspace('junit'), given.testResults)
        if (!found && !given.allowEmptyResults) { throw new Failure('FAILURE', 'No test report files were found. Configuration error?') }
        def cases = found.collect { new XmlSlurper().parse(workspace.toPath().resolve(it).toFile()).depthFirst().findAll { it.name() == 'testcase' }.size() }
        tell(step: 'junit', files: found*.toString(), cases: cases.sum() ?: 0)
    }

    void archiveArtifacts(Map given) {
        Allowed.only('archiveArtifacts', given, 'artifacts', 'fingerprint', 'allowEmptyArchive', 'defaultExcludes')
        def found = Controller.files(needsWorkspace('archiveArtifacts'), given.artifacts)
        if (!found && !given.allowEmptyArchive) { throw new Failure('FAILURE', "No artifacts found that match the file pattern \"${given.artifacts}\"") }
        Controller.copy(found, workspace, new File(controller.work, 'archive'))
        tell(step: 'archiveArtifacts', files: found*.toString())
    }

    void withCredentials(List bindings, Closure body) {
        def files = []
        def hidden = []
        def bound = bindings.collectEntries { binding ->
            def secret = controller.build.credentials[binding.credentialsId]
            if (secret == null) { throw new Failure('FAILURE', "Could not find credentials entry with ID '${binding.credentialsId}'") }
            hidden << secret
            if (binding.kind == 'usernamePassword') {
                def (user, password) = secret.split(':', 2)
                hidden << password
                return [(binding.usernameVariable): user, (binding.passwordVariable): password]
            }
            if (binding.kind == 'string') { return [(binding.variable): secret] }
            def file = Files.createTempFile(new File(workspace.path + '@tmp').toPath(), 'secret', '',
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rw-------'))).toFile()
            file.setText(secret, 'UTF-8')
            files << file
            [(binding.variable ?: binding.keyFileVariable): file.path]
        }
        try {
            new Steps(controller: controller, stage: stage, workspace: workspace, env: env, deadline: deadline,
                variables: variables + bound, secrets: secrets + hidden).inside(body)
        } finally {
            files*.delete()
        }
    }

    Map string(Map given) {
        Allowed.only('string', given, 'credentialsId', 'variable')
        [kind: 'string'] + given
    }

    Map file(Map given) {
        Allowed.only('file', given, 'credentialsId', 'variable')
        [kind: 'file'] + given
    }

    Map sshUserPrivateKey(Map given) {
        Allowed.only('sshUserPrivateKey', given, 'credentialsId', 'keyFileVariable')
        [kind: 'sshUserPrivateKey'] + given
    }

    Map usernamePassword(Map given) {
        Allowed.only('usernamePassword', given, 'credentialsId', 'usernameVariable', 'passwordVariable')
        [kind: 'usernamePassword'] + given
    }

    void timeout(Map given, Closure body) {
        new Steps(controller: controller, stage: stage, workspace: workspace, env: env, variables: variables, secrets: secrets,
            deadline: Math.min(deadline, System.nanoTime() + TimeUnit.valueOf(given.unit).toNanos(given.time))).inside(body)
    }

    /** Who answered, where the call asks for it: with no other value to return, Jenkins returns this one itself. */
    String input(Map given) {
        Allowed.only('input', given, 'message', 'ok', 'submitter', 'submitterParameter')
        if (workspace) { throw new Failure('FAILURE', "the agent of ${stage} is held while a person is asked") }
        def answer = controller.build.answers[stage]
        tell(step: 'input', message: given.message, ok: given.ok, submitter: given.submitter, answer: answer)
        if (!answer) { throw new Failure('ABORTED', 'Timeout has been exceeded') }
        if (!(answer.user in given.submitter.split(','))) { throw new Failure('ABORTED', "${answer.user} is not one of ${given.submitter}") }
        if (!answer.yes) { throw new Failure('ABORTED', "Rejected by ${answer.user}") }
        given.submitterParameter ? answer.user : null
    }

    void milestone(Map given) {
        Allowed.plugin(controller.build, 'milestone')
        tell(step: 'milestone', ordinal: given.ordinal)
    }

    void echo(String message) { tell(step: 'echo', message: message) }
}

class Allowed {
    static void only(String step, Map given, String... names) {
        def unknown = given.keySet() - (names as List)
        if (unknown) { throw new IllegalArgumentException("${step} knows no ${unknown}") }
    }

    static void plugin(Map build, String name) {
        if (!(name in build.plugins)) { throw new MissingMethodException(name, Steps) }
    }
}

/** Reads the whole declaration first, as Jenkins does, then runs it. */
class Declarative {
    static final List<String> STAGE = ['agent', 'options', 'when', 'steps', 'post', 'parallel', 'matrix', 'stages', 'environment']
    Controller controller
    Map env
    Map params = [:]

    Map one(List<Map> calls, String name) {
        def found = calls.findAll { it.name == name }
        if (found.size() > 1) { throw new IllegalArgumentException("Multiple occurrences of the ${name} section") }
        found ? found[0] : null
    }

    Map stage(Map call) {
        def calls = Calls.of(STAGE, call.body)
        def content = ['steps', 'parallel', 'matrix', 'stages'].findAll { one(calls, it) }
        if (content.size() != 1) { throw new IllegalArgumentException("stage '${call.value}' must have one of steps, stages, parallel, or matrix: ${content}") }
        def inner = { name -> stages(one(calls, name)?.body) }
        def agent = one(calls, 'agent')
        [
            name: call.value,
            agent: agent == null || agent.value == 'none' ? null : this.agent(agent.body),
            options: one(calls, 'options') ? Calls.of(['timeout', 'lock'], one(calls, 'options').body) : [],
            when: one(calls, 'when') ? conditions(one(calls, 'when').body) : [],
            steps: one(calls, 'steps')?.body,
            post: one(calls, 'post') ? Calls.of(['always', 'success', 'failure', 'unsuccessful', 'cleanup'], one(calls, 'post').body) : [],
            parallel: inner('parallel'),
            matrix: one(calls, 'matrix') ? matrix(one(calls, 'matrix').body) : null,
            stages: inner('stages'),
        ]
    }

    /** One axis, whose values each get the inner stages. */
    Map matrix(Closure body) {
        def calls = Calls.of(['axes', 'stages'], body)
        def axes = Calls.of(['axis'], one(calls, 'axes').body)
        if (axes.size() != 1) { throw new IllegalArgumentException('only one axis is known here') }
        def axis = Calls.of(['name', 'values'], axes[0].body)
        def values = one(axis, 'values').values
        if (values.toSet().size() != values.size()) { throw new IllegalArgumentException("Duplicate axis value: ${values}") }
        [name: one(axis, 'name').value, values: values, stages: stages(one(calls, 'stages').body)]
    }

    List<Map> stages(Closure body) {
        if (!body) { return [] }
        def all = Calls.of(['stage'], body).collect { stage(it) }
        if (!all) { throw new IllegalArgumentException('No stages specified') }
        if (all*.name.toSet().size() != all.size()) { throw new IllegalArgumentException("Duplicate stage name: ${all*.name}") }
        all
    }

    Map agent(Closure body) {
        def calls = Calls.of(['label', 'docker'], body)
        if (calls.size() != 1) { throw new IllegalArgumentException('Only one agent type is allowed per agent section') }
        if (calls[0].name == 'label') { return [label: calls[0].value] }
        Calls.of(['image', 'label'], calls[0].body).collectEntries { [(it.name): it.value] }
    }

    List<Map> conditions(Closure body) {
        Calls.of(['beforeOptions', 'beforeAgent', 'beforeInput', 'not', 'anyOf', 'allOf', 'branch', 'changeRequest', 'triggeredBy', 'equalTo'], body, env, params)
            .collect { it.body ? it + [inner: conditions(it.body)] : it }
    }

    boolean holds(Map condition) {
        switch (condition.name) {
            case ['beforeOptions', 'beforeAgent', 'beforeInput']: return true
            case 'not': return !holds(condition.inner[0])
            case 'anyOf': return condition.inner.any { holds(it) }
            case 'allOf': return condition.inner.every { holds(it) }
            case 'changeRequest': return env.CHANGE_ID != null
            case 'equalTo': return condition.named.expected == condition.named.actual
            case 'triggeredBy': return controller.build.cause == (condition.named.cause ?: condition.value)
            case 'branch':
                if (condition.named.comparator != 'EQUALS') { throw new IllegalArgumentException('only EQUALS is known here') }
                return env.BRANCH_NAME == condition.named.pattern
        }
    }

    void run(Map stage, Map cell = [:]) {
        if (!stage.when.every { holds(it) }) {
            controller.tell(stage: stage.name, step: 'skipped')
            return
        }
        if (stage.parallel) {
            together(stage.parallel.collect { branch -> { -> run(branch) } })
        } else if (stage.matrix) {
            together(stage.matrix.values.collect { value -> { -> stage.matrix.stages.each { run(it, [(stage.matrix.name): value]) } } })
        } else if (stage.stages) {
            stage.stages.each { run(it, cell) }
        } else {
            work(stage, cell)
        }
    }

    void work(Map stage, Map cell) {
        stage.options.findAll { it.name == 'lock' }.each {
            Allowed.plugin(controller.build, 'lock')
            controller.tell(stage: stage.name, step: 'lock', resource: it.named.resource)
        }
        def timeout = stage.options.find { it.name == 'timeout' }?.named
        def workspace = stage.agent ? controller.workspace() : null
        if (stage.agent) { controller.tell([stage: stage.name, step: 'agent'] + stage.agent) }
        def steps = new Steps(controller: controller, stage: stage.name, workspace: workspace, env: env + cell, variables: cell,
            deadline: timeout ? System.nanoTime() + TimeUnit.valueOf(timeout.unit).toNanos(timeout.time) : Long.MAX_VALUE)
        Throwable thrown = null
        try { steps.inside(stage.steps) } catch (Throwable failure) { thrown = failure }
        steps.deadline = Long.MAX_VALUE
        stage.post.findAll { it.name == 'always' || it.name == (thrown ? 'failure' : 'success') }.each {
            try { steps.inside(it.body) } catch (Throwable failure) { thrown = thrown ?: failure }
        }
        controller.tell(stage: stage.name, step: thrown ? 'failed' : 'done', error: thrown?.message)
        if (thrown) { throw thrown }
    }

    void together(List<Closure> branches) {
        def thrown = Collections.synchronizedList([])
        branches.collect { branch -> Thread.start { try { branch() } catch (Throwable failure) { thrown << failure } } }*.join()
        if (thrown) { throw thrown[0] }
    }

    String run(Closure body) {
        def calls = Calls.of(['agent', 'options', 'parameters', 'triggers', 'stages', 'post', 'environment'], body)
        if (one(calls, 'agent')?.value != 'none') { throw new IllegalArgumentException('Missing required section "agent", or an agent for the whole build') }
        if (one(calls, 'options')) {
            Calls.of(['buildDiscarder', 'logRotator', 'disableConcurrentBuilds', 'timestamps', 'preserveStashes'], one(calls, 'options').body)
                .each { controller.tell(step: 'option', name: it.name) }
        }
        if (one(calls, 'triggers')) {
            Calls.of(['cron'], one(calls, 'triggers').body, env).each { controller.tell(step: 'trigger', name: it.name, spec: it.value) }
        }
        def parameters = one(calls, 'parameters') ? Calls.of(['string', 'booleanParam', 'choice'], one(calls, 'parameters').body) : []
        def given = parameters.collectEntries {
            [(it.named.name): controller.build.parameters.getOrDefault(it.named.name, it.name == 'choice' ? it.named.choices[0] : it.named.defaultValue.toString())]
        }
        controller.build.environment += given
        params = given
        parameters.each { controller.tell(step: 'parameter', kind: it.name, name: it.named.name, choices: it.named.choices, value: given[it.named.name], description: it.named.description) }

        def all = stages(one(calls, 'stages').body)
        try {
            all.each { run(it) }
            return 'SUCCESS'
        } catch (Failure failure) {
            return failure.result
        }
    }
}

args.each { file ->
    def build = new JsonSlurper().parse(new File(file), 'UTF-8')
    build = [environment: [:], parameters: [:], credentials: [:], answers: [:], plugins: [], cause: 'UserIdCause'] + build.findAll { it.value != null }
    def controller = new Controller(build: build, work: new File(build.work), events: new File(build.events))
    def env = build.environment
    // Jenkins reads the condition from the syntax; here it is a call, and a closure has an equals of its own.
    def text = new File(build.jenkinsfile).getText('UTF-8').replaceAll(/(?m)^( +)equals\(/, '$1equalTo(')
    def jenkinsfile = new GroovyShell().parse(text)
    controller.script = jenkinsfile
    jenkinsfile.metaClass.pipeline = { Closure body -> controller.tell(step: 'end', result: new Declarative(controller: controller, env: env).run(body)) }
    jenkinsfile.run()
}
