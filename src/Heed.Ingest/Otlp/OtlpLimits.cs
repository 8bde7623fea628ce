namespace Heed.Ingest.Otlp;

/// <summary>The bounds of what one OTLP request may be.</summary>
public sealed record OtlpLimits
{
    public const int DefaultMaxBytes = 32 << 20;

    public const int DefaultMaxItems = 250_000;

    /// <value>Bytes of a body once it is decompressed, 1 KiB to 1 GiB. Default: 32 MiB. A longer one is answered with 413.</value>
    public int MaxBytes { get; init; } = DefaultMaxBytes;

    /// <value>Resources, metrics and points of a body, 1 to 100,000,000. Default: 250,000. A larger one is answered with 413.</value>
    public int MaxItems { get; init; } = DefaultMaxItems;
}
