using System.Collections.Concurrent;

namespace Heed.FalseAlarms;

/// <summary>Works on all processors and says how far it is.</summary>
internal static class Progress
{
    private const int Width = 40;

    public static void Run<T>(IReadOnlyList<T> items, Action<T> work, string what, TextWriter writer)
    {
        int done = 0;
        Lock writing = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Partitioner.Create(items.ToArray(), loadBalance: true), options, item =>
        {
            work(item);
            lock (writing)
            {
                done++;
                if (done != items.Count && done % Math.Max(1, items.Count / 100) != 0) return;
                int filled = Width * done / items.Count;
                writer.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {items.Count} {what}");
            }
        });
        writer.WriteLine();
    }
}
