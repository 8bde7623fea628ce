namespace Heed.Ingest.Scraping;

/// <summary>How a call of a target ended.</summary>
internal enum FetchStatus
{
    Fetched,
    TimedOut,
    Unreachable,

    /// <summary>Another status than 200.</summary>
    Refused,
    BodyTooLong,
    UnknownContentType,

    /// <summary>The scraper is being stopped.</summary>
    Stopped,
}
