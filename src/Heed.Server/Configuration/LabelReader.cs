using Heed.Documents;
using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>Reads the <c>labels</c> of a model.</summary>
internal static class LabelReader
{
    private const int LeastOutstanding = 1000;
    private const int MostOutstanding = 100_000_000;

    public static LabelOptions Read(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        LabelOptions options = new()
        {
            Sample = reader.TryGet("sample", out DocumentNode? share) ? share.ReadRatio(1) : null,
            JoinWithin = reader.TryGet("join_within", out DocumentNode? join)
                ? join.ReadDuration(ModelOptions.DefaultJoinWithin, WindowOptions.LeastDuration, WindowOptions.MostDuration)
                : ModelOptions.DefaultJoinWithin,
            Outstanding = reader.TryGet("outstanding", out DocumentNode? outstanding)
                ? (int)outstanding.ReadInteger(ModelOptions.DefaultOutcomeLimit, LeastOutstanding, MostOutstanding)
                : ModelOptions.DefaultOutcomeLimit,
        };
        reader.Finish();
        return options;
    }
}
