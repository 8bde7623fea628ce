using System.Globalization;
using System.Text.Json;

using Heed.Alerting.Configuration;
using Heed.Alerting.Dispatching;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Receivers;
using Heed.Rules.Reports;
using Heed.Server.Alertmanager;
using Heed.Server.Hosting;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Heed.Server.Endpoints;

/// <summary><c>/v1/templates/preview</c>: the notice of a real or a sample alert, without sending it.</summary>
internal static class PreviewEndpoints
{
    public static void MapPreviews(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/templates/preview", PreviewAsync).WithName("PreviewNotice").WithSummary("What every integration of a receiver would send")
            .WithDescription("For an alert that is known, or for a sample. Nothing is sent, and secrets are left out. A text that fails stands with its error.")
            .Accepts<PreviewQuestion>("application/json")
            .Produces<PreviewAnswer>()
            .Produces<ApiProblem>(StatusCodes.Status400BadRequest)
            .Produces<ApiProblem>(StatusCodes.Status404NotFound);

    private static async Task<IResult> PreviewAsync(HttpContext context, Station station, AlertingInForce alerting, TimeProvider clock)
    {
        byte[]? body = await RequestBodies.ReadAsync(context).ConfigureAwait(false);
        if (body is null) return Results.Empty;
        if (!TryRead(body, out PreviewQuestion question, out string wrong)) return Problem(wrong, StatusCodes.Status400BadRequest);
        AlertmanagerConfiguration configuration = alerting.Configuration;
        string name = question.Receiver is { Length: > 0 } asked ? asked : configuration.Root.Settings.Receiver;
        ReceiverConfiguration? receiver = configuration.Receivers.FirstOrDefault(r => r.Name == name);
        if (receiver is null) return Problem($"there is no receiver {name}", StatusCodes.Status404NotFound);
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        Alert? alert = question.Fingerprint is { Length: > 0 } fingerprint ? Find(station, fingerprint, nowMs) : Sample(question, nowMs);
        if (alert is null) return Problem($"there is no alert {question.Fingerprint} that fires", StatusCodes.Status404NotFound);

        // Templates of its own, so that what fails here is not counted as a failure of a notice.
        NoticeTemplates templates = NoticeTemplates.Load(configuration.TemplateFiles, new Diagnostics());
        NoticeSample sample = new(alert, question.Resolved, nowMs, station.Options.Server.ExternalUrl);
        List<PreviewedIntegration> shown = [.. receiver.Integrations.Select(integration =>
            new PreviewedIntegration(integration.Id.ToString(), ReceiverRegistry.Preview(integration, sample.Notice(configuration.Root, name, integration.Id), templates)))];
        long failed = templates.Failures;
        (string? text, string? error) = Try(question.Template, sample.Notice(configuration.Root, name, new IntegrationId("template", 0)), templates);
        return TypedResults.Json(new PreviewAnswer(name, shown, text, error, failed), ApiJson.Default.PreviewAnswer);
    }

    private static bool TryRead(byte[] body, out PreviewQuestion question, out string error)
    {
        question = new PreviewQuestion();
        error = "";
        if (body.Length == 0) return true;
        try
        {
            question = JsonSerializer.Deserialize(body, ApiJson.Default.PreviewQuestion) ?? question;
            return true;
        }
        catch (JsonException broken)
        {
            error = $"expected what to preview as JSON: {broken.Message}";
            return false;
        }
    }

    private static (string? Text, string? Error) Try(string? template, Notification notice, NoticeTemplates templates)
    {
        if (template is null) return (null, null);
        return templates.TryWrite("template", template, notice, out string text, out string error) ? (text, null) : (null, error);
    }

    /// <summary>Routing knows an alert of a rule with the external labels, the list of rules without them: both names are taken.</summary>
    private static Alert? Find(Station station, string fingerprint, long nowMs)
    {
        LabelSet? ofRule = null;
        foreach (AlertReport report in station.Rules.ReportAlerts())
        {
            if (report.Fingerprint.ToString("x16", CultureInfo.InvariantCulture) == fingerprint) ofRule = ExternalLabels.AddTo(report.Labels, station.Options.Global.ExternalLabels);
        }

        return station.Alerts.Known(AlertFilter.Everything, nowMs).Select(k => k.Alert)
            .FirstOrDefault(a => a.Labels == ofRule || AlertFingerprint.Of(a.Labels) == fingerprint);
    }

    private static Alert Sample(PreviewQuestion question, long nowMs) => new(
        question.Labels is { Count: > 0 } labels ? LabelSet.From(labels) : NoticeSample.Labels,
        question.Annotations is { Count: > 0 } annotations ? LabelSet.From(annotations) : NoticeSample.Annotations,
        nowMs - (long)NoticeSample.Age.TotalMilliseconds,
        0,
        nowMs,
        NoticeSample.GeneratorUrl);

    private static IResult Problem(string text, int status) =>
        TypedResults.Json(new ApiProblem(text), ApiJson.Default.ApiProblem, statusCode: status);
}
