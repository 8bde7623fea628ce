using Heed.Alerting.Silences;
using Heed.Model.Labels;

namespace Heed.Alerting.Tests.Silences;

/// <summary>What a change does to a silence that is there.</summary>
public sealed class SilenceChangeTests
{
    private readonly SilenceStore _store = new(10, TimeSpan.FromHours(1));

    [Fact]
    public void The_end_and_the_words_of_an_active_silence_change_in_place()
    {
        Silence first = Put(Of("", "b", 0, 100), 10);
        Silence changed = Put(first with { EndsAtMs = 300, Comment = "longer" }, 20);

        Assert.Equal(first.Id, changed.Id);
        Assert.Equal(changed, Assert.Single(_store.All));
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", first.Id);
    }

    [Theory]
    [InlineData("c", 10)]
    [InlineData("b", 50)]
    public void Other_matchers_or_another_beginning_end_it_and_add_another(string value, long startsAtMs)
    {
        Silence first = Put(Of("", "b", 10, 100), 10);
        Silence second = Put(Of(first.Id, value, startsAtMs, 200), 20);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(SilenceState.Expired, _store.Find(first.Id)!.StateAt(20));
        Assert.Equal(Math.Max(startsAtMs, 20), second.StartsAtMs);
    }

    [Fact]
    public void One_that_is_over_or_unknown_is_not_brought_back_under_its_id()
    {
        Silence first = Put(Of("", "b", 0, 100), 10);

        Assert.NotEqual(first.Id, Put(first with { EndsAtMs = 500 }, 200).Id);
        Assert.Equal(SilenceOutcome.Unknown, _store.Put(Of("nope", "b", 0, 500), 200, out _));
    }

    [Fact]
    public void All_silences_that_hold_an_alert_are_named_as_time_passes()
    {
        Silence early = Put(Of("", "b", 0, 100), 0);
        Silence late = Put(Of("", "b", 50, 200), 0);
        LabelSet labels = LabelSet.Of(("a", "b"));

        Assert.Equal([early.Id], _store.AllSilencing(labels, 10));
        Assert.Equal(((string[])[early.Id, late.Id]).Order(StringComparer.Ordinal), _store.AllSilencing(labels, 60));
        Assert.Equal([late.Id], _store.AllSilencing(labels, 150));
        Assert.Equal([early.Id], _store.AllSilencing(labels, 20));
        Assert.Empty(_store.AllSilencing(labels, 200));
        Assert.Empty(_store.AllSilencing(LabelSet.Of(("a", "c")), 60));
    }

    private static Silence Of(string id, string value, long from, long to) => new(id, [LabelMatcher.Equal("a", value)], from, to, 0, "ann", "");

    private Silence Put(Silence silence, long nowMs)
    {
        Assert.Equal(SilenceOutcome.Done, _store.Put(silence, nowMs, out Silence stored));
        return stored;
    }
}
