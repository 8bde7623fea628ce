using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;

namespace Heed.Monitoring.Tests.Rankings;

/// <summary>
/// A made-up recommender: of 400 items whose popularity falls as 1/rank it shows ten, and each of the items that a user finds relevant
/// stands among them with a probability that says how good the model is.
/// </summary>
internal static class RankedModel
{
    public const int Items = 400;
    private const int Shown = 10;

    private static readonly double[] Cumulative = [.. CumulativeWeights()];

    public static ModelOptions Options(params int[] cutoffs) =>
        new() { Name = "feed", Segments = ["region"], Cutoffs = cutoffs.Length == 0 ? ModelOptions.DefaultCutoffs : cutoffs };

    public static Baseline Baseline(ModelOptions options, int rows = 3000, double skill = 0.5)
    {
        BaselineBuilder builder = new(options);
        Random random = new(7);
        for (int i = 0; i < rows; i++)
        {
            (string[] shown, (string, double)[] relevant) = Next(random, skill);
            RecordId id = RecordId.Of(Encoding.UTF8.GetBytes($"base-{i}"));
            builder.AddFeatureNumber("age", random.NextDouble());
            builder.AddSegment("region", i % 2 == 0 ? "north" : "south");
            foreach (string item in shown) builder.AddItem(item);
            builder.EndPrediction(new BaselinePrediction(id, Models.Start - ((rows - i) * 60_000L), 0.01, shown[0], double.NaN, double.NaN)
            {
                IsRanked = true,
            });
            builder.AddLabel(id, relevant);
        }

        return builder.Build().Value;
    }

    /// <summary>A list, and what the user found relevant.</summary>
    /// <param name="skill">The probability that a relevant item is shown.</param>
    /// <param name="flatness">The probability that an item is drawn without regard to its popularity.</param>
    public static (string[] Shown, (string Item, double Grade)[] Relevant) Next(Random random, double skill, double flatness = 0)
    {
        List<string> shown = [];
        while (shown.Count < Shown)
        {
            string item = Draw(random, flatness);
            if (!shown.Contains(item)) shown.Add(item);
        }

        Dictionary<string, double> relevant = [];
        int wanted = 1 + random.Next(3);
        while (relevant.Count < wanted)
        {
            string item = random.NextDouble() < skill ? shown[random.Next(Shown)] : $"hidden-{random.Next(1000)}";
            relevant[item] = 1 + random.Next(3);
        }

        return ([.. shown], [.. relevant.Select(r => (r.Key, r.Value))]);
    }

    private static string Draw(Random random, double flatness)
    {
        if (random.NextDouble() < flatness) return $"item-{random.Next(Items)}";
        int at = Array.BinarySearch(Cumulative, random.NextDouble() * Cumulative[^1]);
        return $"item-{(at < 0 ? ~at : at)}";
    }

    private static IEnumerable<double> CumulativeWeights()
    {
        double sum = 0;
        for (int i = 0; i < Items; i++) yield return sum += 1.0 / (i + 1);
    }
}
