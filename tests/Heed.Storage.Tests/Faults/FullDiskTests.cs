using Heed.Model.Labels;
using Heed.Model.Samples;
using Heed.Storage.Tests.Blocks;

namespace Heed.Storage.Tests.Faults;

public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const long Start = 1_700_006_400_000;
    private const long StepMs = 60_000;
    private const int SamplesPerCommit = 1_000;
    private static readonly LabelSet[] Series = [.. Enumerable.Range(0, 10).Select(i => LabelSet.Of(("__name__", "m"), ("i", $"{i}")))];

    private readonly Random _random = new(20261121);
    private readonly SortedDictionary<LabelSet, List<string>> _expected = [];
    private int _appended;

    [Fact]
    public void A_full_file_system_refuses_commits_and_what_was_acknowledged_is_there_once_when_it_has_room_again()
    {
        using SmallDisk disk = new();
        output.WriteLine(disk.IsReal ? "a file system of its own" : "simulated: no file system may be mounted here");
        using (SeriesStore store = SeriesStore.Open(disk.Options, disk.Create))
        {
            FillUntilRefused(store);
            CheckRefusals(store);
            disk.Free();
            Assert.Equal(CommitOutcome.Committed, store.Commit());
            Assert.Equal(0, store.Report.UncommittedBytes);
        }

        using SeriesStore reopened = SeriesStore.Open(disk.Options, disk.Create);
        Assert.Equal(Expected(), reopened.DumpAll());
        Assert.Equal(0, reopened.Report.DamagedRecords);
    }

    private void FillUntilRefused(SeriesStore store)
    {
        CommitOutcome outcome;
        do
        {
            Append(store);
            outcome = store.Commit();
            Assert.True(_appended < 1_000_000, "expected a disk that gets full");
        }
        while (outcome == CommitOutcome.Committed);
        Assert.Equal(CommitOutcome.DiskFull, outcome);
        Assert.True(_appended > 10 * SamplesPerCommit, "expected commits that succeed before the disk is full");
    }

    private void CheckRefusals(SeriesStore store)
    {
        for (int i = 2; i < 5; i++)
        {
            Append(store);
            Assert.Equal(CommitOutcome.DiskFull, store.Commit());
            Assert.Equal(i, store.Report.FailedCommits);
        }

        long checkpoints = store.Report.Checkpoints;
        Assert.Equal(CommitOutcome.DiskFull, store.Checkpoint());
        Assert.Equal(checkpoints, store.Report.Checkpoints);
        Assert.Equal(MaintenanceOutcome.DiskFull, store.Maintain(CancellationToken.None));

        // Both begin with writing what waits, and that is what failed.
        Assert.Equal(6, store.Report.FailedCommits);
        Assert.True(store.Report.UncommittedBytes > 0);
        Assert.Contains("No space left", store.Report.LastFailure, StringComparison.Ordinal);
        Assert.Equal(Expected(), store.DumpAll());
    }

    private void Append(SeriesStore store)
    {
        for (int i = 0; i < SamplesPerCommit; i++, _appended++)
        {
            LabelSet labels = Series[_appended % Series.Length];
            long time = Start + (_appended / Series.Length * StepMs);
            double value = _random.NextDouble();
            Assert.Equal(AppendOutcome.Appended, store.Append(labels, time, value));
            if (!_expected.TryGetValue(labels, out List<string>? lines)) _expected[labels] = lines = [labels.ToString()];
            lines.Add(StoreDump.Line(time, value, null));
        }
    }

    private List<string> Expected() => [.. _expected.Values.SelectMany(lines => lines)];
}
