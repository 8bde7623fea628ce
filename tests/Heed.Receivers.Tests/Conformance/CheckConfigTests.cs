using Heed.Documents;
using Heed.Testing;

namespace Heed.Receivers.Tests.Conformance;

/// <summary>
/// Alertmanager's own good and bad configurations, judged by Debian's amtool 0.25 and by Heed. Where the two differ, the reason
/// stands here; a difference without a reason, and a reason without a difference, both fail.
/// </summary>
public sealed class CheckConfigTests
{
    private const string Newer = "has keys or kinds that came after 0.25";

    private static readonly Dictionary<string, string> AcceptedByHeedOnly = new()
    {
        ["alertmanager/config/testdata/conf.mattermost-default-webhook-url-file.yml"] = Newer,
        ["alertmanager/config/testdata/conf.mattermost-default-webhook-url.yml"] = Newer,
        ["alertmanager/config/testdata/conf.slack-default-app-token.yml"] = Newer,
        ["alertmanager/config/testdata/conf.telegram-default-bot-token-file.yml"] = Newer,
        ["alertmanager/config/testdata/conf.telegram-default-bot-token.yml"] = Newer,
        ["alertmanager/config/testdata/conf.smtp-password-global-and-local.yml"] = Newer,
        ["alertmanager/config/testdata/conf.rocketchat-default-token-file.yml"] = Newer,
        ["alertmanager/config/testdata/conf.rocketchat-default-token.yml"] = Newer,
        ["alertmanager/config/testdata/conf.wechat-default-api-secret-file.yml"] = Newer,
        ["alertmanager/doc/examples/route_labels.yml"] = Newer,
        ["alertmanager/doc/examples/simple.yml"] = Newer,
    };

    [Fact]
    public void Files_are_judged_as_amtool_judges_them_but_for_the_differences_with_a_reason()
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data are not beside the checkout");
        string folder = Path.Combine(RepositoryFiles.Shared!, "conformance");
        List<string> differences = [];
        int judged = 0;
        foreach (string line in System.IO.File.ReadLines(Path.Combine(folder, "oracle", "amtool-0.25-check-config.tsv")))
        {
            string[] cells = line.Split('\t');
            string path = Path.Combine(folder, cells[0]);
            if (!System.IO.File.Exists(path)) continue;
            judged++;
            bool fine = Samples.TryParse(path, System.IO.File.ReadAllText(path), out Diagnostics diagnostics) is not null;
            if (fine == (cells[1] == "0")) continue;
            differences.Add($"{(fine ? "accepted" : "refused")} by Heed only: {cells[0]} {diagnostics.All.FirstOrDefault()}");
        }

        Assert.Equal(81, judged);
        IEnumerable<string> known = AcceptedByHeedOnly.Keys.Select(k => "accepted by Heed only: " + k);
        Assert.Equal(
            string.Join("\n", known.Order(StringComparer.Ordinal)),
            string.Join("\n", differences.Select(d => string.Join(' ', d.Split(' ').Take(5))).Order(StringComparer.Ordinal)));
    }
}
