using System.Data.Common;
using System.Globalization;
using System.Net;

using Heed.Server.Endpoints;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Heed.Server.Leadership;

/// <summary>
/// Hands what is about alerts and people on to the server that leads, so that whoever asks need not know which one that is. Where nobody
/// leads the answer is 503. Everything else (events, samples, queries, the pages themselves) each server answers itself.
/// </summary>
internal sealed class LeaderForwarding : IDisposable
{
    /// <summary>Says which server has handed a question on already: it goes no further.</summary>
    public const string Mark = "Heed-Forwarded-By";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private static readonly PathString[] OfTheLeader =
    [
        "/api/v2", "/v1/alerts", "/v1/notifications", "/v1/incidents", "/v1/oncall", "/v1/explain", "/v1/noise", "/v1/templates",
    ];

    /// <summary>Of one connection alone, or written anew by whoever sends the message on.</summary>
    private static readonly string[] OfOneHop = ["Connection", "Host", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", Mark];

    private readonly RequestDelegate _next;
    private readonly PairStatus _status;
    private readonly ILogger<LeaderForwarding> _log;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = AnswerWithin,
    };

    /// <param name="next">Answers here.</param>
    /// <param name="status">Says who leads.</param>
    /// <param name="log">Told of questions that did not arrive.</param>
    public LeaderForwarding(RequestDelegate next, PairStatus status, ILogger<LeaderForwarding> log)
    {
        _next = next;
        _status = status;
        _log = log;
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsOfTheLeader(context.Request.Path)) return _next(context);
        if (_status.Own is not null) return AnswerAsync(context);
        PairView view = _status.View;
        bool canForward = view.LeaderAddress.Length > 0 && view.LeaderId != _status.Id && !context.Request.Headers.ContainsKey(Mark);
        return canForward ? ForwardAsync(context, view.LeaderAddress) : RefuseAsync(context, Nobody(view));
    }

    public void Dispose() => _http.Dispose();

    private static bool IsOfTheLeader(PathString path)
    {
        foreach (PathString start in OfTheLeader)
        {
            if (path.StartsWithSegments(start, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Nobody(PairView view) =>
        view.Problem is { } problem ? $"no server leads that is known here: {problem}" : "no server leads just now; ask again in a few seconds";

    /// <summary>The state may go away, or to another server, between the question and the answer.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await _next(context).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DbException or LeadershipLostException && !context.Response.HasStarted)
        {
            await RefuseAsync(context, "the state's database did not take or give it; ask again in a few seconds").ConfigureAwait(false);
        }
    }

    private async Task ForwardAsync(HttpContext context, string leader)
    {
        try
        {
            using HttpRequestMessage request = Copy(context, leader);
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted).ConfigureAwait(false);
            context.Response.StatusCode = (int)response.StatusCode;
            foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
            {
                if (!OfOneHop.Contains(name, StringComparer.OrdinalIgnoreCase)) context.Response.Headers[name] = values.ToArray();
            }

            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            PairLog.NotForwarded(_log, leader, error.Message);
            if (!context.Response.HasStarted) await RefuseAsync(context, $"{leader}, which leads, cannot be reached from here").ConfigureAwait(false);
        }
    }

    private HttpRequestMessage Copy(HttpContext context, string leader)
    {
        HttpRequest from = context.Request;
        HttpRequestMessage request = new(new HttpMethod(from.Method), leader + from.Path.ToUriComponent() + from.QueryString.ToUriComponent())
        {
            Version = HttpVersion.Version11,
        };
        bool hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };
        if (hasBody) request.Content = new StreamContent(from.Body);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in from.Headers)
        {
            if (OfOneHop.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        request.Headers.TryAddWithoutValidation(Mark, _status.Id);
        return request;
    }

    private static async Task RefuseAsync(HttpContext context, string problem)
    {
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = LeaseTimes.ProlongEvery.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new ApiProblem(problem), ApiJson.Default.ApiProblem).ConfigureAwait(false);
    }
}
