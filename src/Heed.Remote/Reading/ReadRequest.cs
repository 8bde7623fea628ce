using Heed.Model.Labels;
using Heed.Wire.Protobuf;
using Heed.Wire.Snappy;

namespace Heed.Remote.Reading;

/// <summary>Prometheus' <c>ReadRequest</c>, snappy around it. Source: prompb/remote.proto.</summary>
internal static class ReadRequest
{
    private const int Queries = 1;
    private const int QueryStart = 1;
    private const int QueryEnd = 2;
    private const int QueryMatchers = 3;
    private const int MatcherType = 1;
    private const int MatcherName = 2;
    private const int MatcherValue = 3;

    /// <summary>A request without a query, which costs a store nothing: it says whether the store can be read so.</summary>
    public static byte[] Empty() => SnappyBlock.Encode([]);

    /// <summary>Plain samples are asked for: that is what an absent <c>accepted_response_types</c> means.</summary>
    public static byte[] Encode(IReadOnlyList<LabelMatcher> matchers, long fromMs, long toMs)
    {
        ProtobufWriter writer = new();
        int query = writer.Begin(Queries);
        writer.WriteInt64(QueryStart, fromMs);
        writer.WriteInt64(QueryEnd, toMs);
        foreach (LabelMatcher matcher in matchers)
        {
            int start = writer.Begin(QueryMatchers);
            writer.WriteVarint(MatcherType, (ulong)matcher.Operator);
            writer.WriteText(MatcherName, matcher.Name);
            writer.WriteText(MatcherValue, matcher.Value);
            writer.End(start);
        }

        writer.End(query);
        return SnappyBlock.Encode(writer.Written);
    }
}
