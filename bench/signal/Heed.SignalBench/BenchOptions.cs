using System.Globalization;

namespace Heed.SignalBench;

/// <summary>What is generated, replayed and scored.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        usage: Heed.SignalBench --signal FOLDER --work FOLDER [--seeds 1-3,5] [--scenarios all|a,b] [--days 21] [--jobs N]
                                [--false-alarms "1 per model per 90d"] [--out FILE] [--evidence true] [--interval 5m]
                                [--generator kinds/generate.py]
        """;

    /// <value>Where generate.py and score.py are.</value>
    public required string Signal { get; init; }

    /// <value>The script that makes the streams: the one of <see cref="Signal"/>, or one that is called as that is.</value>
    public string? Generator { get; init; }

    /// <value>Where streams and notices are kept; streams that are there are not made again.</value>
    public required string Work { get; init; }

    public IReadOnlyList<int> Seeds { get; init; } = [1];

    /// <value>Empty for all.</value>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    public int Days { get; init; } = 21;

    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <value>The budget that is written into each configuration; null for the default.</value>
    public string? FalseAlarms { get; init; }

    /// <value>The sample and evaluation interval that is written into each configuration, as 5m; null for the defaults.</value>
    public string? Interval { get; init; }

    /// <value>Where the table goes beside the terminal; null for nowhere.</value>
    public string? Out { get; init; }

    /// <value>Whether only the beginnings of evidence are shown.</value>
    public bool EvidenceOnly { get; init; }

    public static string Python => Environment.GetEnvironmentVariable("PYTHON") is { Length: > 0 } python ? python : "/usr/bin/python3";

    public string Script => Generator ?? Path.Combine(Signal, "generate.py");

    /// <value>Streams of one generator lie apart from those of another.</value>
    public string Family => Generator is null ? "" : Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(Generator))) + "-";

    public string StreamsOf(int seed) => Path.Combine(Work, Family + "streams", $"{seed}-{Days}d");

    public string NoticesOf(int seed) => Path.Combine(Work, Family + "notices", $"{seed}-{Days}d");

    /// <summary>Null where the arguments are none that are known.</summary>
    public static BenchOptions? Parse(string[] args)
    {
        Dictionary<string, string> given = [];
        for (int i = 0; i + 1 < args.Length; i += 2) given[args[i]] = args[i + 1];
        if (args.Length % 2 != 0 || !given.TryGetValue("--signal", out string? signal) || !given.TryGetValue("--work", out string? work)) return null;
        BenchOptions options = new() { Signal = signal, Work = work };
        foreach ((string name, string value) in given)
        {
            BenchOptions? next = name switch
            {
                "--signal" or "--work" => options,
                "--seeds" => options with { Seeds = SeedsOf(value) },
                "--scenarios" => options with { Scenarios = value == "all" ? [] : value.Split(',') },
                "--days" => options with { Days = Number(value) },
                "--jobs" => options with { Jobs = Number(value) },
                "--false-alarms" => options with { FalseAlarms = value },
                "--evidence" => options with { EvidenceOnly = bool.Parse(value) },
                "--interval" => options with { Interval = value },
                "--generator" => options with { Generator = value },
                "--out" => options with { Out = value },
                _ => null,
            };
            if (next is null) return null;
            options = next;
        }

        return options;
    }

    private static int[] SeedsOf(string text) =>
        [.. text.Split(',').SelectMany(part => part.Split('-') is [var first, var last] ? Enumerable.Range(Number(first), Number(last) - Number(first) + 1) : [Number(part)])];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
