using System.Diagnostics;
using System.Globalization;

namespace Heed.SignalBench;

/// <summary>Makes the streams that are not there yet.</summary>
internal static class Generator
{
    public static List<StreamFolder> Generate(BenchOptions options)
    {
        Parallel.ForEach(options.Seeds, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, seed => Generate(options, seed));
        List<StreamFolder> streams = [];
        foreach (int seed in options.Seeds)
        {
            string folder = options.StreamsOf(seed);
            if (!Directory.Exists(folder)) continue;
            foreach (string path in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
            {
                string scenario = Path.GetFileName(path);
                bool wanted = options.Scenarios.Count == 0 || options.Scenarios.Contains(scenario);
                if (wanted && File.Exists(Path.Combine(path, "truth.json"))) streams.Add(new StreamFolder(seed, scenario, path));
            }
        }

        return streams;
    }

    private static void Generate(BenchOptions options, int seed)
    {
        string folder = options.StreamsOf(seed);
        string whole = Path.Combine(folder, ".all");
        if (File.Exists(whole)) return;
        foreach (string scenario in options.Scenarios.Count == 0 ? ["all"] : options.Scenarios)
        {
            if (File.Exists(Path.Combine(folder, scenario, "truth.json"))) continue;
            string[] arguments =
            [
                options.Script, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--scenario", scenario, "--out", folder,
                "--days", options.Days.ToString(CultureInfo.InvariantCulture),
            ];
            if (Run(options, arguments, out _) == 0 && scenario == "all") File.WriteAllText(whole, "");
        }
    }

    /// <summary>Runs Python, which leaves nothing beside its scripts.</summary>
    internal static int Run(BenchOptions options, string[] arguments, out string output)
    {
        ProcessStartInfo start = new(BenchOptions.Python, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["HEED_SIGNAL"] = Path.GetFullPath(options.Signal);
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using Process process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
