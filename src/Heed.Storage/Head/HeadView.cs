using System.Buffers;

using Heed.Model.Samples;
using Heed.Storage.Chunks;

namespace Heed.Storage.Head;

/// <summary>What a series held at one moment, to be decoded without its lock. Used once.</summary>
internal ref struct HeadView
{
    public ReadOnlySpan<Chunk> Sealed;

    /// <summary>The open chunk of floats, in a rented array.</summary>
    public byte[]? OpenFloats;

    public ChunkEncoder Open;

    /// <summary>The open chunk of histograms; its count is 0 where there is none.</summary>
    public Chunk OpenHistograms;

    /// <summary>The late samples inside the range, where there are any.</summary>
    public SampleBuffer? Late;

    /// <summary>Appends the samples of the range, which is the one of the capture, and gives back the rented array.</summary>
    public void Read(long fromMs, long toMs, SampleBuffer target)
    {
        if (Late is null)
        {
            ReadInOrder(fromMs, toMs, target);
            return;
        }

        SampleBuffer inOrder = new();
        ReadInOrder(fromMs, toMs, inOrder);
        target.AddMerged(inOrder, Late);
    }

    /// <summary>A time that no sample of the range is older than; <see cref="long.MaxValue"/> where there is none.</summary>
    public readonly long FirstTimeMs(long fromMs, long toMs)
    {
        long first = Late is { Count: > 0 } ? Late.TimesMs[0] : long.MaxValue;
        int reaching = ChunkList.FirstReaching(Sealed, fromMs);
        if (reaching < Sealed.Length && Sealed[reaching].FirstTimeMs <= toMs)
        {
            return Math.Min(first, Math.Max(fromMs, Sealed[reaching].FirstTimeMs));
        }

        if (OpenHistograms.Count > 0) return Math.Min(first, OpenHistograms.FirstTimeMs);
        return OpenFloats is null ? first : Math.Min(first, Open.FirstTimeMs);
    }

    private void ReadInOrder(long fromMs, long toMs, SampleBuffer target)
    {
        foreach (ref readonly Chunk chunk in Sealed[ChunkList.FirstReaching(Sealed, fromMs)..])
        {
            if (chunk.FirstTimeMs > toMs) break;
            chunk.Read(fromMs, toMs, target);
        }

        if (OpenHistograms.Count > 0) OpenHistograms.Read(fromMs, toMs, target);
        if (OpenFloats is null) return;
        ReadOnlySpan<byte> open = OpenFloats.AsSpan(0, Open.EncodedBytes);
        Chunk.Read(open, Open.FirstTimeMs, Open.LastTimeMs, Open.Count, fromMs, toMs, target);
        Release();
    }

    /// <summary>Gives back the rented array.</summary>
    public void Release()
    {
        if (OpenFloats is not null) ArrayPool<byte>.Shared.Return(OpenFloats);
        OpenFloats = null;
    }
}
