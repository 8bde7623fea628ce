using Heed.Model.Parsing;
using Heed.Query.Syntax;

namespace Heed.Query.Execution;

/// <summary>The remark on quantiles outside 0 to 1.</summary>
internal static class QuantileChecks
{
    public static void Warn(QueryContext context, Column quantiles, SourceSpan at)
    {
        foreach (double quantile in quantiles.Values)
        {
            if (quantile is >= 0 and <= 1) continue;
            context.Annotations.Warn(at, $"quantile value should be between 0 and 1, got {GoNumber.FormatShort(quantile)}");
        }
    }
}
