using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;

namespace Heed.Ingest.Scraping;

/// <summary>Finds a series by the bytes that a target writes for it, without a copy of them.</summary>
internal sealed class SeriesTextComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly SeriesTextComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        StableHash hash = new(0);
        hash.Add(alternate);
        return (int)hash.ToUInt64();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
