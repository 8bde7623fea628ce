namespace Heed.Ingest.Events;

/// <summary>What the sender says of a body's encoding.</summary>
public enum BodyCompression
{
    /// <summary>Gzip where the body starts with gzip's two magic bytes, plain otherwise.</summary>
    Detect,

    /// <summary>Gzip whatever it starts with: <c>Content-Encoding: gzip</c>.</summary>
    Gzip,
}
