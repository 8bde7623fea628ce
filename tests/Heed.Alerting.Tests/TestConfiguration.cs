using Heed.Alerting.Configuration;
using Heed.Documents;

namespace Heed.Alerting.Tests;

/// <summary>Reads configurations of tests.</summary>
public static class TestConfiguration
{
    public static readonly ReadingContext Context = new("/etc/heed", name => name == "TOKEN" ? "t0ken-value" : null);

    public static AlertmanagerConfiguration Parse(string text)
    {
        AlertmanagerConfiguration? configuration = TryParse(text, out Diagnostics diagnostics);
        return configuration ?? throw new InvalidOperationException(string.Join("\n", diagnostics.All));
    }

    public static AlertmanagerConfiguration? TryParse(string text, out Diagnostics diagnostics)
    {
        diagnostics = new Diagnostics();
        return AlertmanagerFile.Parse("am.yml", text, [new TestWebhookKind()], Context, diagnostics);
    }
}
