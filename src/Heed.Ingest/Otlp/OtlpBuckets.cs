namespace Heed.Ingest.Otlp;

/// <summary>Neighbouring buckets of an exponential histogram: bucket i of them holds (base^(offset+i), base^(offset+i+1)].</summary>
internal sealed class OtlpBuckets
{
    public int Offset { get; set; }

    public List<ulong> Counts { get; } = [];
}
