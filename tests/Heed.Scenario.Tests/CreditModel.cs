using System.Globalization;
using System.Text;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>A small model for stories: a number, a category, two classes.</summary>
internal static class CreditModel
{
    public const int BaselineRows = 300;

    /// <summary>Writes a baseline and a <c>heed.yml</c>, and returns the latter's path.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="more">Further lines of <c>heed.yml</c>.</param>
    public static string Write(TemporaryFolder folder, string more = "")
    {
        StringBuilder baseline = new();
        for (int i = 0; i < BaselineRows; i++)
        {
            string time = DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            baseline.Append(Prediction($"b{i}", i, time)).Append('\n');
            baseline.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"label\",\"model\":\"credit\",\"id\":\"b{i}\",\"time\":\"{time}\",\"label\":\"{Truth(i)}\"}}\n");
        }

        folder.Write("baseline.ndjson", baseline.ToString());
        return folder.Write("heed.yml", "models: [{ name: credit, baseline: baseline.ndjson, windows: { drift: 100 } }]\n" + more);
    }

    /// <summary>Predictions like the baseline's, without times.</summary>
    public static string Predictions(int count, int first = 0, double shift = 0) =>
        string.Concat(Enumerable.Range(first, count).Select(i => Prediction($"p{i}", i, null, shift) + "\n"));

    /// <summary>Right labels for <see cref="Predictions"/>, but for every so many.</summary>
    public static string Labels(int count, int first = 0, int wrongEvery = int.MaxValue) => string.Concat(Enumerable.Range(first, count).Select(i =>
        $"{{\"type\":\"label\",\"model\":\"credit\",\"id\":\"p{i}\",\"label\":\"{(i % wrongEvery == 0 ? Other(Truth(i)) : Truth(i))}\"}}\n"));

    private static string Prediction(string id, int i, string? time, double shift = 0)
    {
        string stamp = time is null ? "" : $",\"time\":\"{time}\"";
        double income = ((i * 37) % 101 / 10.0) + shift;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"type\":\"prediction\",\"model\":\"credit\",\"version\":\"3\",\"id\":\"{id}\"{stamp},\"endpoint\":\"/predict\",\"latency_ms\":{8 + (i % 7)},\"features\":{{\"income\":{income},\"region\":\"{(i % 3 == 0 ? "north" : "south")}\"}},\"prediction\":\"{Truth(i)}\",\"score\":{(i % 4 == 0 ? 0.8 : 0.2)}}}");
    }

    private static string Truth(int i) => i % 4 == 0 ? "deny" : "approve";

    private static string Other(string answer) => answer == "deny" ? "approve" : "deny";
}
