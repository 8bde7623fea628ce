namespace Heed.Ingest.Files;

/// <summary>A file, one event or row after another.</summary>
internal interface IFrameSource : IDisposable
{
    /// <summary>Where the last one begins; counted from one.</summary>
    int Line { get; }

    /// <summary>Which row of a table it is, counted from one behind the header; 0 for the header and for what is no table.</summary>
    int Row { get; }

    /// <summary>Bytes of the file that were read, before decompression.</summary>
    long BytesRead { get; }

    /// <summary>0 where it is not known.</summary>
    long TotalBytes { get; }

    /// <summary>Steps to the next one.</summary>
    /// <param name="frame">Its bytes, until the next step.</param>
    EventFileStep Next(out ReadOnlySpan<byte> frame);
}
