using System.Buffers;

namespace MLOpsBuild.Serving;

/// <summary>Finds what answers a request; every failure is told as JSON, and none shows a stack trace.</summary>
internal sealed class Router(Gate gate, ServerOptions options, ILogger log)
{
    private readonly ServerMetrics _metrics = new();

    private const string Models = "/v2/models/";

    private delegate void Answering(ServedModel model, ReadOnlySequence<byte> body, Workspace workspace, int maxRows);

    private static readonly Answering Predict = PredictEndpoint.Answer;
    private static readonly Answering Infer = InferEndpoint.Answer;

    public async Task HandleAsync(HttpContext context)
    {
        _metrics.Begin();
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            _metrics.End(Kind(context.Request.Path.Value ?? "/"), context.Response.StatusCode, TimeProvider.System.GetElapsedTime(started));
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // A client that keeps its connection goes to the next server before this one ends.
        if (gate.Closed)
            context.Response.Headers.Connection = "close";
        try
        {
            await RouteAsync(context);
        }
        catch (RequestException failure)
        {
            // What is left of a body that is not taken is not read: the connection ends with the answer.
            if (failure.Status == StatusCodes.Status413PayloadTooLarge)
                context.Response.Headers.Connection = "close";
            Answer.Error(context, failure.Status, failure.Message, failure.Problems);
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            context.Response.Headers.Connection = "close";
            Answer.Error(context, failure.StatusCode, Body.TooLarge(options, null).Message, []);
        }
        catch (BadHttpRequestException failure)
        {
            Answer.Error(context, failure.StatusCode, failure.StatusCode == StatusCodes.Status408RequestTimeout ? "the body came too slowly: send it at once" : failure.Message, []);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody is left to answer.
        }
#pragma warning disable CA1031 // the last resort: a client never sees more than that it failed
        catch (Exception failure)
#pragma warning restore CA1031
        {
            ServerLog.Failed(log, context.Request.Path, failure);
            Answer.Error(context, StatusCodes.Status500InternalServerError, "the server failed; its log says why", []);
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path == "/predict")
            return PostAsync(context, Predict);
        if (path.StartsWith(Models, StringComparison.Ordinal))
            return ModelAsync(context, ModelPath.Parse(path));
        GetOnly(context);
        Fixed(context, path);
        return Task.CompletedTask;
    }

    private Task ModelAsync(HttpContext context, ModelPath path)
    {
        var model = gate.Model ?? throw NotReady(context);
        if (path.Name != model.Name)
            throw new RequestException(StatusCodes.Status404NotFound, $"there is no model '{path.Name}' here, only '{model.Name}'");
        if (path.Version is not null && path.Version != model.Release)
            throw new RequestException(StatusCodes.Status404NotFound, $"there is no version '{path.Version}' of '{model.Name}' here, only '{model.Release}'");
        if (path.Rest == "infer")
            return PostAsync(context, Infer);
        GetOnly(context);
        if (path.Rest == "ready")
            Health.ModelReady(context, gate, model);
        else if (path.Rest.Length == 0)
            Answer.Send(context, StatusCodes.Status200OK, Answer.Json, model.Documents.Metadata);
        else
            throw NotFound(context);
        return Task.CompletedTask;
    }

    private void Fixed(HttpContext context, string path)
    {
        switch (path)
        {
            case "/v2/health/live": Health.Live(context); break;
            case "/v2/health/ready": Health.Ready(context, gate); break;
            case "/v2": Health.Server(context); break;
            case "/metrics": Answer.Send(context, StatusCodes.Status200OK, MetricsText.ContentType, MetricsText.Of(_metrics, gate.Model)); break;
            case "/openapi.json": Answer.Send(context, StatusCodes.Status200OK, Answer.Json, Model(context).Documents.OpenApi); break;
            case "/": FrontPage.Send(context, Model(context)); break;
            default: throw NotFound(context);
        }
    }

    private async Task PostAsync(HttpContext context, Answering answering)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            throw NotAllowed(context, "POST");
        var model = Model(context);
        var body = await Body.ReadAsync(context, options);
        var workspace = model.Rent();
        try
        {
            answering(model, body.Buffer, workspace, options.MaxRows);
            _metrics.Predictions.Count(workspace.Scored);
            Answer.Send(context, StatusCodes.Status200OK, Answer.Json, workspace.Buffer.WrittenSpan);
        }
        finally
        {
            model.Return(workspace);
            context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        }
    }

    private static EndpointKind Kind(string path) => path switch
    {
        "/predict" => EndpointKind.Predict,
        _ when path.StartsWith(Models, StringComparison.Ordinal) && path.EndsWith("/infer", StringComparison.Ordinal) => EndpointKind.Infer,
        _ => EndpointKind.Other,
    };

    private ServedModel Model(HttpContext context) => gate.Model ?? throw NotReady(context);

    private static void GetOnly(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            throw NotAllowed(context, "GET, HEAD");
    }

    private static RequestException NotReady(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new(StatusCodes.Status503ServiceUnavailable, "the model is still loading: try again in a second");
    }

    private static RequestException NotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return new(StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} is not taken at {context.Request.Path}, only {allowed}");
    }

    private static RequestException NotFound(HttpContext context) => new(
        StatusCodes.Status404NotFound,
        $"there is nothing at {context.Request.Path}: known are /, /predict, /metrics, /openapi.json, /v2, /v2/health/live, /v2/health/ready and /v2/models/{{name}}[/versions/{{version}}][/ready|/infer]");
}
