using Heed.Ingest.Exposition;

namespace Heed.Ingest.Scraping;

/// <summary>What a target answered.</summary>
/// <param name="Status">How the call ended.</param>
/// <param name="LengthBytes">Of the body.</param>
/// <param name="Format">How the body is to be read.</param>
/// <param name="Error">What a person has to know; empty where the body was fetched.</param>
internal readonly record struct FetchResult(FetchStatus Status, int LengthBytes, ExpositionFormat Format, string Error)
{
    public static FetchResult Failure(FetchStatus status, string error) => new(status, 0, default, error);
}
