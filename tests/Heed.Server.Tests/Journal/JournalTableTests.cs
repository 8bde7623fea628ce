using Heed.Model.Labels;
using Heed.Server.Journal;
using Heed.Server.State;
using Heed.Testing;

namespace Heed.Server.Tests.Journal;

/// <summary>The journal in a database beside a plain list of everything that was said.</summary>
public sealed class JournalTableTests : IDisposable
{
    private static readonly string[] Names = ["A", "B", "C"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<JournalSubject> _subjects = [];
    private readonly List<JournalRow> _rows = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_are_found_whatever_was_merged_in_between()
    {
        Random random = new(11);
        StateDatabase state = StateDatabase.Open(_folder.File("state.db"));
        for (int turn = 0; turn < 700; turn++)
        {
            Say(state, random, turn, turn == 300 ? 40_000 : random.Next(1, 30));
            if (turn % 233 == 232)
            {
                state.Dispose();
                state = StateDatabase.Open(_folder.File("state.db"));
            }
        }

        foreach (ulong subject in Enumerable.Range(0, 40).Select(i => (ulong)i))
        {
            long toMs = random.Next(0, 800_000);
            long fromMs = random.Next(0, (int)toMs + 1);
            JournalRow[] expected = [.. _rows.Where(r => r.Subject == subject && r.TimeMs >= fromMs && r.TimeMs <= toMs).OrderBy(r => r.TimeMs)];
            Assert.Equal(expected, state.AskJournal(j => j.Read(subject, fromMs, toMs, int.MaxValue)));
            Assert.Equal(expected.TakeLast(7), state.AskJournal(j => j.Read(subject, fromMs, toMs, 7)));
        }

        foreach (string name in Names)
        {
            ulong[] expected = [.. _subjects.Where(s => s.Name == name).Select(s => s.Key).Distinct().Order()];
            Assert.Equal(expected, state.AskJournal(j => j.Find(name, 1000)).Select(s => s.Key).Order());
            int routed = _rows.Count(r => r.Kind == "routed" && r.TimeMs is >= 100_000 and < 500_000 && NameOf(r.Subject) == name);
            Assert.Equal(routed, state.AskJournal(j => j.CountRouted(100_000, 500_000)).GetValueOrDefault(name));
        }

        JournalSubject latest = Assert.Single(state.AskJournal(j => j.Find("0000000000000007", 5)));
        Assert.Equal(_subjects.Last(s => s.Key == 7), latest);
        state.Dispose();
    }

    [Fact]
    public void What_is_older_than_the_retention_goes()
    {
        using StateDatabase state = StateDatabase.Open(null);
        Save(state, [], [new JournalRow(1, 1000, "held", JournalBody.Empty)], 1000);
        Save(state, [], [new JournalRow(1, 9_000_000, "held", JournalBody.Empty)], 9_000_000);
        state.Upkeep(9_000_000, TimeSpan.FromHours(1));

        Assert.Equal(9_000_000, Assert.Single(state.AskJournal(j => j.Read(1, 0, long.MaxValue, 10))).TimeMs);
    }

    private static string NameOf(ulong subject) => Names[subject % 3];

    private void Say(StateDatabase state, Random random, int turn, int count)
    {
        List<JournalSubject> subjects = [];
        List<JournalRow> rows = [];
        for (int i = 0; i < count; i++)
        {
            ulong subject = (ulong)random.Next(40);
            long timeMs = (turn * 1000) + (i % 1000);
            bool begins = random.Next(3) == 0;
            if (begins) subjects.Add(new JournalSubject(subject, LabelSet.Of(("alertname", NameOf(subject)), ("n", subject.ToString(System.Globalization.CultureInfo.InvariantCulture))), timeMs));
            rows.Add(new JournalRow(subject, timeMs, begins ? "routed" : "held", new JournalBody { Receiver = "r" + random.Next(3), Text = "because" }));
        }

        _subjects.AddRange(subjects);
        _rows.AddRange(rows);
        Save(state, subjects, rows, turn * 1000);
    }

    private static void Save(StateDatabase state, IReadOnlyList<JournalSubject> subjects, IReadOnlyList<JournalRow> rows, long nowMs) =>
        state.Save([], AlertPageBatch.Empty, [], new JournalBatch(subjects, rows, nowMs));
}
