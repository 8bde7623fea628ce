using System.Text;

using Heed.Model.Labels;

namespace Heed.Ingest.Tests.Exposition;

/// <summary>Series whose names and values are hard to write: quotes, backslashes, ends of lines, braces, controls, every plane of Unicode.</summary>
internal static class LabelValues
{
    private static readonly string[] Pieces =
    [
        "a", "Z9", "\"", "\\", "\n", "\\n", "\r", "\t", " ", "{", "}", ",", "=", "#", "# EOF", "é", "日本", "\U0001F600", "\u0000", "\u007f", "\u2028", "\uFFFD", "\\\\\"",
    ];

    public static IEnumerable<LabelSet> Hard(int count, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
        {
            LabelSetBuilder labels = new LabelSetBuilder().Set(LabelNames.MetricName, i % 3 == 0 ? Text(random) + i : $"plain:name_{i}").Set("value", Text(random));
            if (i % 2 == 0) labels.Set(Text(random) + "x", Text(random));
            yield return labels.Set("i", $"{i}").Build();
        }
    }

    private static string Text(Random random)
    {
        StringBuilder text = new();
        for (int pieces = random.Next(1, 8); pieces > 0; pieces--) text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }
}
