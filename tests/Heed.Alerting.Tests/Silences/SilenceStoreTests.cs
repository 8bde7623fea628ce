using Heed.Alerting.Silences;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Silences;

public sealed class SilenceStoreTests
{
    private static readonly LabelSet Matching = LabelSet.Of(("a", "b"));

    private readonly SilenceStore _store = new(2, TimeSpan.FromMilliseconds(50));

    [Fact]
    public void A_silence_holds_from_its_start_to_before_its_end()
    {
        Assert.Equal(SilenceOutcome.Done, _store.Put(Of(100, 200), 0, out Silence stored));

        Assert.NotEmpty(stored.Id);
        Assert.Null(_store.SilencedBy(Matching, 99));
        Assert.Equal(stored, _store.SilencedBy(Matching, 100));
        Assert.Equal(stored, _store.SilencedBy(Matching, 199));
        Assert.Null(_store.SilencedBy(Matching, 200));
        Assert.Null(_store.SilencedBy(LabelSet.Empty, 150));
    }

    [Fact]
    public void What_would_silence_everything_ends_before_it_starts_or_is_too_many_is_refused()
    {
        LabelMatcher any = LabelMatcher.Parse("a", MatchOperator.Regex, ".*").Value;
        Assert.Equal(SilenceOutcome.MatchesEverything, _store.Put(Of(0, 100) with { Matchers = [any] }, 0, out _));
        Assert.Equal(SilenceOutcome.WrongTimes, _store.Put(Of(100, 100), 0, out _));
        Assert.Equal(SilenceOutcome.WrongTimes, _store.Put(Of(0, 100), 100, out _));
        Assert.Equal(SilenceOutcome.Done, _store.Put(Of(0, 100), 0, out _));
        Assert.Equal(SilenceOutcome.Done, _store.Put(Of(0, 100), 0, out _));
        Assert.Equal(SilenceOutcome.Full, _store.Put(Of(0, 100), 0, out _));
        Assert.Equal((1, 2), (_store.Refused, _store.All.Count));
    }

    [Fact]
    public void An_expired_silence_is_over_at_once()
    {
        _store.Put(Of(0, 100), 0, out Silence stored);

        Assert.Equal(SilenceOutcome.Done, _store.Expire(stored.Id, 40));
        Assert.Equal(SilenceOutcome.Unknown, _store.Expire("x", 40));
        Assert.Null(_store.SilencedBy(Matching, 40));
        Assert.Equal(SilenceState.Expired, _store.All[0].StateAt(40));
    }

    private static Silence Of(long from, long to) => new("", [LabelMatcher.Equal("a", "b")], from, to, 0, "ann", "");
}
