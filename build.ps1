# Runs the build, as build.sh does: ./build.ps1 [Target...] [--option value...]
$ErrorActionPreference = 'Stop'
$engine = if ($env:TargetEngine) { $env:TargetEngine } else { 'own' }
$program = Join-Path $PSScriptRoot ".build/$engine/bin/_build/release/_build.dll"
$stamp = Join-Path $PSScriptRoot ".build/$engine/compiled/contents.ps1"
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'; $env:DOTNET_NOLOGO = '1';
$env:MLOPSBUILD_ROOT = $PSScriptRoot
if (-not $env:OMP_WAIT_POLICY) { $env:OMP_WAIT_POLICY = 'passive' }

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("The .NET SDK is needed and 'dotnet' is not on the path. Get it at https://dotnet.microsoft.com/download")
    exit 3
}

$sources = @(Get-ChildItem -Recurse -File (Join-Path $PSScriptRoot 'build'), (Join-Path $PSScriptRoot 'src') | Where-Object Extension -ne '.md')
$sources += Get-ChildItem -Recurse -File (Join-Path $PSScriptRoot 'pipelines') -Include *.cs, *.csproj, packages*.lock.json
$sources += 'global.json', '.editorconfig', 'Directory.Build.props', 'Directory.Packages.props' |
    ForEach-Object { Get-Item -Force -ErrorAction SilentlyContinue (Join-Path $PSScriptRoot $_) }
$contents = ($sources | Sort-Object FullName | ForEach-Object { "$((Get-FileHash -LiteralPath $_.FullName).Hash) $([IO.Path]::GetRelativePath($PSScriptRoot, $_.FullName))" }) -join "`n"

if (-not (Test-Path -LiteralPath $program) -or -not (Test-Path -LiteralPath $stamp) -or (Get-Content -Raw -LiteralPath $stamp) -ne $contents) {
    Push-Location $PSScriptRoot
    try { $sdk = dotnet --version 2>$null } finally { Pop-Location }
    if (-not $sdk) {
        [Console]::Error.WriteLine("The .NET SDK that global.json names is not installed. Get it at https://dotnet.microsoft.com/download")
        exit 3
    }
    Remove-Item -LiteralPath $stamp -ErrorAction SilentlyContinue
    [Console]::Error.WriteLine('Compiling the build ...')
    $log = dotnet build (Join-Path $PSScriptRoot 'build/_build.csproj') -c Release -v quiet -nologo -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false -p:RunAnalyzers=false "-p:TargetEngine=$engine"
    if ($LASTEXITCODE -ne 0) {
        $errors = @($log | Where-Object { $_ -match ': error ' } | ForEach-Object { ($_ -replace ' \[[^\[\]]*\]$', '').Replace("$PSScriptRoot$([IO.Path]::DirectorySeparatorChar)", '') } | Select-Object -Unique)
        $(if ($errors) { $errors } else { $log }) | ForEach-Object { [Console]::Error.WriteLine($_) }
        [Console]::Error.WriteLine('The build does not compile.')
        exit 1
    }
    New-Item -ItemType Directory -Force (Split-Path $stamp) | Out-Null
    Set-Content -NoNewline -LiteralPath $stamp -Value $contents
}

& dotnet $program @args
exit $LASTEXITCODE
