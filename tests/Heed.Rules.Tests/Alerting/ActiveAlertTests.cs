using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Rules.Alerting;

namespace Heed.Rules.Tests.Alerting;

public sealed class ActiveAlertTests
{
    /// <summary>
    /// Hold, keep-firing and retention in minutes; a minute a letter, + where the condition holds; the state after each minute:
    /// p(ending), f(iring), r(esolved), and a dot where the alert is forgotten.
    /// </summary>
    [Theory]
    [InlineData(0, 0, 2, "+++", "fff")]
    [InlineData(0, 0, 2, "+-", "fr")]
    [InlineData(2, 0, 2, "++++", "ppff")]
    [InlineData(2, 0, 2, "++-", "pp.")]
    [InlineData(2, 0, 2, "+-+++", "p.")]
    [InlineData(1, 0, 2, "++---+", "pfrrrp")]
    [InlineData(1, 0, 2, "++----", "pfrrr.")]
    [InlineData(1, 0, 0, "++--", "pfr.")]
    [InlineData(1, 0, 9, "++-++", "pfrpf")]
    [InlineData(0, 2, 9, "+---", "fffr")]
    [InlineData(0, 2, 9, "+-+---", "fffffr")]
    [InlineData(3, 2, 9, "++--", "pp.")]
    [InlineData(0, 1, 9, "+--", "ffr")]
    public void States_follow_the_condition(int hold, int keep, int retention, string condition, string expected)
    {
        const long Minute = 60_000;
        ActiveAlert alert = new(LabelSet.Of(("alertname", "A")));
        AlertTimes times = new(hold * Minute, keep * Minute, retention * Minute);
        string states = "";
        for (int i = 0; i < condition.Length && !states.EndsWith('.'); i++)
        {
            AlertTransition transition = alert.Observe(condition[i] == '+', 1_000_000 + (i * Minute), times);
            states += transition == AlertTransition.Forgotten ? '.' : Letter(alert.State);
        }

        Assert.Equal(expected, states);
    }

    [Fact]
    public void Each_change_says_what_it_is()
    {
        ActiveAlert alert = new(LabelSet.Of(("alertname", "A")));
        AlertTimes times = new(10, 10, 10);
        AlertTransition[] transitions =
        [
            alert.Observe(true, 0, times), alert.Observe(true, 5, times), alert.Observe(true, 10, times), alert.Observe(false, 20, times),
            alert.Observe(false, 25, times), alert.Observe(false, 30, times), alert.Observe(false, 40, times), alert.Observe(false, 41, times),
        ];
        Assert.Equal(
            [
                AlertTransition.BecamePending, AlertTransition.None, AlertTransition.Fired, AlertTransition.KeptFiring,
                AlertTransition.None, AlertTransition.Resolved, AlertTransition.None, AlertTransition.Forgotten,
            ],
            transitions);
        Assert.Equal((0L, 10L, 30L), (alert.ActiveSinceMs, alert.FiredAtMs, alert.ResolvedAtMs));
    }

    [Fact]
    public void Routing_is_told_at_once_then_after_the_delay_and_once_of_the_end()
    {
        ActiveAlert alert = new(LabelSet.Of(("alertname", "A")));
        AlertTimes times = new(0, 0, 1000);
        List<long> sent = [];
        for (long now = 1; now <= 300; now++)
        {
            alert.Observe(now <= 210, now, times);
            if (!alert.NeedsSending(now, 100)) continue;
            alert.MarkSent(now);
            sent.Add(now);
        }

        Assert.Equal([1L, 102L, 203L, 211L], sent);
    }

    [Fact]
    public void Memory_gives_back_the_same_alert()
    {
        ActiveAlert alert = new(LabelSet.Of(("alertname", "A"), ("x", "y")));
        alert.See(new AlertElement(LabelSet.Of(("x", "y"))) { Value = 3, Annotations = LabelSet.Of(("s", "t")) }, round: 1, annotationsUseValue: true);
        alert.Observe(true, 100, new AlertTimes(50, 70, 90));
        alert.Observe(true, 150, new AlertTimes(50, 70, 90));
        alert.Observe(false, 160, new AlertTimes(50, 70, 90));
        alert.MarkSent(160);
        Assert.Equal(alert.Remember(), new ActiveAlert(alert.Remember()).Remember());
        Assert.Equal((100L, 150L, 160L), (alert.Remember().ActiveSinceMs, alert.Remember().FiredAtMs, alert.Remember().KeepFiringSinceMs));
    }

    private static char Letter(AlertState state) => state switch
    {
        AlertState.Pending => 'p',
        AlertState.Firing => 'f',
        _ => 'r',
    };
}
