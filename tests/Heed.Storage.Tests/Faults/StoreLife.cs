using System.Globalization;
using System.Runtime.CompilerServices;

using Heed.Model.Labels;

namespace Heed.Storage.Tests.Faults;

/// <summary>
/// One life of a process that fills a store until it is killed. It runs before the test runner does, in a process whose environment
/// names a directory; each line that it prints is the number of samples that are committed.
/// </summary>
internal static class StoreLife
{
    public const string DirectoryVariable = "HEED_STORE_LIFE";
    public const string FromVariable = "HEED_STORE_LIFE_FROM";
    private const int Series = 20;
    private const int SamplesPerCommit = 200;
    private const long Start = 1_700_006_400_000;
    private const long StepMs = 30_000;

    public static StoreOptions Options(string directory) => new()
    {
        Directory = directory,
        SegmentBytes = 16 << 10,
        CheckpointWalBytes = 64 << 10,
        OutOfOrderWindow = TimeSpan.FromHours(2),
    };

    public static LabelSet LabelsOf(long number) => LabelSet.Of(("__name__", "m"), ("i", $"{number % Series}"));

    /// <summary>Every seventh round of samples comes an hour late, between the times of the others.</summary>
    public static long TimeOf(long number)
    {
        long round = number / Series;
        return Start + (round * StepMs) - (round % 7 == 6 ? 3_600_001 : 0);
    }

    public static double ValueOf(long number) => Math.Sqrt(number);

#pragma warning disable CA2255 // The test assembly is the program: the initializer is its second mode.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Run()
    {
        string? directory = Environment.GetEnvironmentVariable(DirectoryVariable);
        if (string.IsNullOrEmpty(directory)) return;
        long number = long.Parse(Environment.GetEnvironmentVariable(FromVariable)!, CultureInfo.InvariantCulture);
        using SeriesStore store = SeriesStore.Open(Options(directory));
        for (int round = 1; ; round++)
        {
            for (int i = 0; i < SamplesPerCommit; i++, number++) store.Append(LabelsOf(number), TimeOf(number), ValueOf(number));
            if (store.Commit() != CommitOutcome.Committed) Environment.Exit(1);
            Console.Out.WriteLine(number);
            Console.Out.Flush();
            if (round % 4 == 0) store.Maintain(CancellationToken.None);
        }
    }
}
