using Heed.Model.Labels;
using Heed.Query.Execution;
using Heed.Query.Results;
using Heed.Rules.Objectives;

namespace Heed.Server.Endpoints;

/// <summary>The recorded series of all objectives at one time.</summary>
internal sealed class SloFigures
{
    private static readonly string[] Metrics = [ObjectiveSeries.Compliance, ObjectiveSeries.Remaining, ObjectiveSeries.BurnRate, ObjectiveSeries.Accounting];

    private readonly Dictionary<(string Metric, string Model, string Name, string Window), double> _values = [];

    private SloFigures()
    {
    }

    public static SloFigures Read(QueryEngine queries, long timeMs, CancellationToken cancellation)
    {
        SloFigures figures = new();
        foreach (string metric in Metrics)
        {
            if (queries.Instant(metric, timeMs, cancellation).Value is not VectorValue vector) continue;
            foreach (VectorSample sample in vector.Samples)
            {
                LabelSet labels = sample.Labels;
                string window = labels.Get(ObjectiveSeries.WindowLabel);
                figures._values[(metric, labels.Get(LabelNames.ModelName), labels.Get(ObjectiveSeries.NameLabel), window)] = sample.Sample.Value;
            }
        }

        return figures;
    }

    /// <summary>Null where there is none that is finite.</summary>
    public double? Of(ServiceLevelObjective objective, string metric, string window = "") =>
        _values.TryGetValue((metric, objective.Service, objective.Name, window), out double value) && double.IsFinite(value) ? value : null;
}
