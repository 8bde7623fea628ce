using Heed.Alerting.Configuration;
using Heed.Alerting.Notifications;
using Heed.Alerting.Templating;
using Heed.Documents;
using Heed.Model.Labels;
using Heed.Receivers.Http;

namespace Heed.Receivers.Tests;

/// <summary>Notifications, configurations and receivers of tests.</summary>
public static class Samples
{
    /// <summary>2026-03-02T00:00:00Z</summary>
    public const long StartMs = 1_772_409_600_000;

    public static readonly ReadingContext Context = new("/etc/heed", _ => null);

    public static Notification Notification(NotificationStatus status = NotificationStatus.Firing, string summary = "scores moved")
    {
        LabelSet labels = LabelSet.Of(("alertname", "Drift"), ("model_name", "credit"), ("severity", "critical"));
        LabelSet annotations = LabelSet.Of(("summary", summary));
        long? end = status == NotificationStatus.Firing ? null : StartMs + 60_500;
        return new Notification(
            "0123",
            "team",
            new IntegrationId("webhook", 0),
            StartMs + 90_000,
            status,
            NotifyReason.FirstNotification,
            "{}:{alertname=\"Drift\"}",
            LabelSet.Of(("alertname", "Drift")),
            labels,
            annotations,
            "http://heed",
            [new NotifiedAlert(status, labels, annotations, StartMs, end, "http://g")],
            0);
    }

    public static AlertmanagerConfiguration? TryParse(string file, string text, out Diagnostics diagnostics)
    {
        diagnostics = new Diagnostics();
        return AlertmanagerFile.Parse(file, text, ReceiverRegistry.Kinds, Context, diagnostics);
    }

    public static AlertmanagerConfiguration Parse(string text) =>
        TryParse("am.yml", text, out Diagnostics diagnostics) ?? throw new InvalidOperationException(string.Join("\n", diagnostics.All));

    /// <summary>The only receiver of a configuration that has one integration.</summary>
    public static IReceiver Receiver(string integration, HttpSender http, string global = "{}")
    {
        AlertmanagerConfiguration configuration = Parse($"global: {global}\nroute: {{ receiver: team }}\nreceivers:\n  - name: team\n    {integration}\n");
        ReceiverRegistry registry = ReceiverRegistry.Create(configuration.Receivers, new ReceiverSurroundings(http, NoticeTemplates.Load([], new Diagnostics()), TimeProvider.System, new RecentMemory(100)));
        return registry.Find("team", configuration.Receivers[0].Integrations[0].Id)!;
    }
}
