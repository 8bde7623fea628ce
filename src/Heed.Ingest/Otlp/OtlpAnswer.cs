namespace Heed.Ingest.Otlp;

/// <summary>How a request is answered.</summary>
/// <param name="StatusCode">200 also where points were refused, which the body then tells; 400, 413 or 415 where nothing was taken.</param>
/// <param name="ContentType">That of the request, as the protocol demands.</param>
public sealed record OtlpAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body, OtlpTally Tally);
