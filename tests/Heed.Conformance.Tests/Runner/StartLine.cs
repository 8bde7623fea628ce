using System.Globalization;
using System.Text.RegularExpressions;

using Heed.Model.Labels;

namespace Heed.Conformance.Tests.Runner;

/// <summary>When the counters of a series began, counted from the time of each sample; null where nothing is said.</summary>
internal sealed partial record StartLine(LabelSet Labels, IReadOnlyList<long?> OffsetsMs)
{
    private const string Mark = "@st";

    public static bool IsOne(string line) => line.Contains(Mark, StringComparison.Ordinal);

    public static StartLine Parse(string line)
    {
        int mark = line.IndexOf(Mark, StringComparison.Ordinal);
        List<long?> offsets = [];
        foreach (string item in line[(mark + Mark.Length)..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            Match match = Item.Match(item);
            if (!match.Success) throw new InvalidOperationException($"expected a start time, found {item} in: {line}");
            AddItem(offsets, match);
        }

        return new StartLine(SeriesLine.ParseMetric(line[..mark].Trim()), offsets);
    }

    [GeneratedRegex(@"^(?:_|(?<first>[+-]?[0-9a-z]+?)(?<step>[+-][0-9a-z]+?)?)(?:x(?<times>\d+))?$")]
    private static partial Regex Item { get; }

    private static void AddItem(List<long?> offsets, Match match)
    {
        int? times = match.Groups["times"].Success ? int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture) : null;
        if (!match.Groups["first"].Success)
        {
            for (int i = 0; i < (times ?? 1); i++) offsets.Add(null);
            return;
        }

        long offset = ScriptParser.ParseDuration(match.Groups["first"].Value);
        long step = match.Groups["step"].Success ? ScriptParser.ParseDuration(match.Groups["step"].Value) : 0;
        for (int i = 0; i <= (times ?? 0); i++, offset += step) offsets.Add(offset);
    }
}
