using Heed.Alerting.Inhibition;
using Heed.Model.Alerts;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Inhibition;

/// <summary>The inhibitor beside a list of everything that was said, gone through anew for each question.</summary>
public sealed class InhibitorTests
{
    private static readonly InhibitionRule[] Rules =
    [
        new([LabelMatcher.Equal("severity", "critical")], [LabelMatcher.Parse("severity", MatchOperator.Regex, "warning|info").Value], ["model"]),

        // Sources and targets overlap: who is both is inhibited by none that is both.
        new([LabelMatcher.Parse("alertname", MatchOperator.Regex, "A[01]").Value], [LabelMatcher.Parse("alertname", MatchOperator.Regex, "A[12]").Value], ["model", "zone"]),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_question_is_answered_as_a_list_would_also_where_time_goes_back(int seed)
    {
        Random random = new(seed);
        Inhibitor inhibitor = new(Rules);
        Dictionary<ulong, Alert> known = [];
        int held = 0;
        for (int step = 0; step < 5_000; step++)
        {
            long nowMs = step + random.Next(-50, 50);
            Alert alert = RandomAlert(random, nowMs);
            if (random.Next(10) == 0 && known.Remove(alert.Fingerprint, out Alert? gone)) inhibitor.Remove(gone);
            else if (random.Next(3) == 0)
            {
                known[alert.Fingerprint] = alert;
                inhibitor.Update(alert);
            }

            LabelSet asked = RandomAlert(random, nowMs).Labels;
            Alert? expected = InhibitedBy(known.Values, asked, nowMs);
            Assert.Same(expected, inhibitor.InhibitedBy(asked, nowMs));
            if (expected is not null) held++;
        }

        Assert.InRange(held, 500, 4_500);
    }

    private static Alert? InhibitedBy(IEnumerable<Alert> known, LabelSet labels, long nowMs)
    {
        foreach (InhibitionRule rule in Rules.Where(r => r.IsTarget(labels)))
        {
            Alert? least = known
                .Where(a => rule.IsSource(a.Labels) && !a.IsResolvedAt(nowMs) && rule.Equal.All(name => a.Labels.Get(name) == labels.Get(name)))
                .Where(a => !(rule.IsSource(labels) && rule.IsTarget(a.Labels)))
                .OrderBy(a => a.Labels).FirstOrDefault();
            if (least is not null) return least;
        }

        return null;
    }

    private static Alert RandomAlert(Random random, long nowMs) => new(
        LabelSet.Of(
            ("alertname", $"A{random.Next(4)}"), ("severity", random.Next(3) switch { 0 => "critical", 1 => "warning", _ => "info" }),
            ("model", $"m{random.Next(2)}"), ("zone", random.Next(2) == 0 ? "" : "z"), ("n", $"{random.Next(4)}")),
        LabelSet.Empty, nowMs - 10, nowMs + random.Next(-20, 120), nowMs, "");
}
