using Heed.Alerting.Routing;
using Heed.Model.Labels;

namespace Heed.Alerting.Incidents;

/// <summary>
/// The layers of a model from causes to effects: what is found in an earlier one explains what is found in a later one. The label
/// <c>layer</c> says where an alert belongs; without it, the first layer whose matchers hold.
/// </summary>
public sealed class IncidentChain(IReadOnlyList<IncidentLayer> layers)
{
    public const string Label = "layer";

    /// <summary>The last layer's name in the default chain: effects that show only when labels arrive.</summary>
    public const string Quality = "quality";

    /// <summary>Feature pipeline, then the service, then its answers, then their quality.</summary>
    public static readonly IncidentChain Default = new(
    [
        Layer(
            "data",
            """layer="feature" """,
            """alertname=~".*(Feature|Input|Null|Missing|Schema|Unseen|OutOfRange|Stale|Frozen|Swapped).*" """,
            """alertname=~".*(DataQuality|Pipeline|Embedding).*" """,
            Named("Drift", "Prediction|Answer|Output|Score|Class|Concept|Label|Target")),
        Layer(
            "service",
            """slo=~".*(latency|availability|error|throughput|cost).*" """,
            Named("Latency|Error|Availability|Outage|Down|Traffic|Throughput|Requests|Timeout|Cost|Budget|Slow", "Accuracy|Baseline|Quality")
                + """, slo!~".*(accuracy|quality).*" """),
        Layer("answers", Named("Prediction|Answer|Output|Score|Class|Confidence|Prior|Correction", "Accuracy|Quality|Calibration")),
        Layer(
            Quality,
            """slo=~".*(accuracy|quality).*" """,
            """alertname=~".*(Accuracy|Quality|Auc|AUC|F1|Precision|Recall|Mae|MAE|Rmse|RMSE).*" """,
            """alertname=~".*(Calibration|Concept|Segment|Baseline|Bias).*" """),
    ]);

    public IReadOnlyList<IncidentLayer> Layers => layers;

    /// <summary>The position of an alert's layer; one behind the last where none takes it.</summary>
    public int RankOf(LabelSet labels)
    {
        string named = labels.Get(Label);
        for (int i = 0; named.Length > 0 && i < layers.Count; i++)
        {
            if (layers[i].Name == named) return i;
        }

        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i].Matches(labels)) return i;
        }

        return layers.Count;
    }

    /// <summary>Empty for the rank behind the last layer.</summary>
    public string NameOf(int rank) => rank < layers.Count ? layers[rank].Name : "";

    /// <summary>Whether a rank is the chain's end: effects that may show days after their cause.</summary>
    public bool IsLast(int rank) => rank == layers.Count - 1;

    private static IncidentLayer Layer(string name, params string[] sets) =>
        new(name, [.. sets.Select(s => MatcherParser.Parse(s.Trim()).Value)]);

    /// <summary>Names with one of the words, and none of the others.</summary>
    private static string Named(string words, string others) => $"""alertname=~".*({words}).*", alertname!~".*({others}).*" """.TrimEnd();
}
