using System.Collections.Frozen;

namespace Heed.Ingest.Files;

/// <summary>The names that columns usually have, by what they mean; upper and lower case are the same.</summary>
internal static class UsualColumns
{
    private static readonly FrozenDictionary<string, RowColumn> Names = new Dictionary<string, RowColumn>(StringComparer.OrdinalIgnoreCase)
    {
        ["prediction"] = RowColumn.Prediction,
        ["predicted"] = RowColumn.Prediction,
        ["y_pred"] = RowColumn.Prediction,
        ["label"] = RowColumn.Label,
        ["actual"] = RowColumn.Label,
        ["target"] = RowColumn.Label,
        ["y_true"] = RowColumn.Label,
        ["score"] = RowColumn.Score,
        ["probability"] = RowColumn.Score,
        ["y_pred_proba"] = RowColumn.Score,
        ["id"] = RowColumn.Id,
        ["time"] = RowColumn.Time,
        ["timestamp"] = RowColumn.Time,
        ["latency_ms"] = RowColumn.LatencyMs,
        ["model"] = RowColumn.Model,
        ["version"] = RowColumn.Version,
        ["endpoint"] = RowColumn.Endpoint,
        ["error"] = RowColumn.Error,
        ["cost"] = RowColumn.Cost,
        ["embedding"] = RowColumn.Embedding,
        ["scores"] = RowColumn.Scores,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The meaning of each column: as the caller says; else by its usual name, where the meaning is still free. A second column
    /// of the same meaning is a feature.
    /// </summary>
    public static RowColumn[] Meanings(IReadOnlyList<string> header, RowOptions options)
    {
        RowColumn[] meanings = new RowColumn[header.Count];
        HashSet<RowColumn> taken = [.. options.Columns.Keys];
        for (int i = 0; i < header.Count; i++)
        {
            if (options.Features.Contains(header[i], StringComparer.Ordinal)) continue;
            foreach ((RowColumn meaning, string name) in options.Columns)
            {
                if (string.Equals(name, header[i], StringComparison.Ordinal)) meanings[i] = meaning;
            }

            bool isFree = meanings[i] == RowColumn.Feature;
            if (isFree && Names.TryGetValue(header[i], out RowColumn usual) && taken.Add(usual)) meanings[i] = usual;
        }

        return meanings;
    }
}
