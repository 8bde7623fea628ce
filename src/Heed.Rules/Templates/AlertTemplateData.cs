using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>What an alert's templates see as <c>.</c>; its fields are the variables <c>$labels</c> and so on, too.</summary>
internal sealed class AlertTemplateData : ITemplateObject
{
    /// <summary>The variables' names, without the dollar sign.</summary>
    public static readonly IReadOnlyList<string> Variables = ["labels", "externalLabels", "externalURL", "value"];

    public AlertTemplateData(
        IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> externalLabels, string externalUrl, double value)
    {
        Values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["labels"] = labels,
            ["externalLabels"] = externalLabels,
            ["externalURL"] = externalUrl,
            ["value"] = value,
        };
    }

    public IReadOnlyDictionary<string, object?> Values { get; }

    public bool TryGetField(string name, out object? value)
    {
        string variable = name switch
        {
            "Labels" => "labels",
            "ExternalLabels" => "externalLabels",
            "ExternalURL" => "externalURL",
            "Value" => "value",
            _ => "",
        };
        return Values.TryGetValue(variable, out value);
    }
}
