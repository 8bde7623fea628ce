using Heed.Alerting.Configuration;
using Heed.Documents;
using Heed.Http;

namespace Heed.Alerting.Tests;

/// <summary>A kind of receiver that is only written down.</summary>
public sealed class TestWebhookKind : IIntegrationKind
{
    public string Name => "webhook";

    public IntegrationReader Open(MappingReader global, GlobalOptions options, ReadingContext context) => (node, index) =>
    {
        MappingReader reader = node.ReadMapping();
        Credential? url = reader.ReadSecret("url", context);
        bool resolved = !reader.TryGet("send_resolved", out DocumentNode? send) || send.ReadBool();
        int most = reader.TryGet("max_alerts", out DocumentNode? max) ? (int)max.ReadInteger(0) : 0;
        bool quiet = reader.TryGet("updates_quietly", out DocumentNode? updates) && updates.ReadBool();
        reader.Finish();
        return new TestOptions(new(Name, index), resolved, most, url, quiet);
    };

    public sealed record TestOptions(Notifications.IntegrationId Id, bool SendResolved, int MaxAlerts, Credential? Url, bool Quiet)
        : IntegrationOptions(Id, SendResolved, MaxAlerts)
    {
        public override bool UpdatesQuietly => Quiet;
    }
}
