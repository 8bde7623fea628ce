using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Reports;

namespace Heed.Monitoring.Tests;

/// <summary>Small made-up models.</summary>
internal static class Models
{
    public const long Start = 1_750_000_000_000;

    /// <summary>Says yes or no from numbers x0, x1 … in [0, 1) and the category color.</summary>
    public static Baseline Classifier(ModelOptions options, int rows = 3000, int numbers = 1)
    {
        BaselineBuilder builder = new(options);
        Random random = new(11);
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < numbers; k++) builder.AddFeatureNumber($"x{k}", random.NextDouble());
            builder.AddFeatureText("color", random.Next(4) == 0 ? "red" : "blue");
            builder.AddSegment("region", i % 2 == 0 ? "north" : "south");
            double score = random.NextDouble();
            string answer = score > 0.5 ? "yes" : "no";
            RecordId id = RecordId.Of(Encoding.UTF8.GetBytes($"base-{i}"));
            builder.EndPrediction(new BaselinePrediction(id, Start - 1000 + i, 0.01, answer, double.NaN, score));
            builder.AddLabel(id, random.Next(10) == 0 ? "no" : answer, double.NaN);
        }

        return builder.Build().Value;
    }

    /// <summary>As of before any window can be outdated.</summary>
    public static IReadOnlyList<FeatureReport> Features(this ModelMonitor monitor) => monitor.Features(0);

    public static FeatureReport Feature(this ModelMonitor monitor, string name, long nowMs = 0) =>
        monitor.Features(nowMs).Single(f => f.Name == name);

    public static Dictionary<string, object?> Features(Random random) => new()
    {
        ["x0"] = random.NextDouble(),
        ["color"] = random.Next(4) == 0 ? "red" : "blue",
    };
}
