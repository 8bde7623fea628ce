namespace Heed.Remote.Writing;

/// <summary>Whether a request is settled.</summary>
internal enum WriteStatus
{
    Accepted,

    /// <summary>The store will not take it, however often it is sent: 4xx but for 408 and 429.</summary>
    Rejected,

    /// <summary>The store was not there or asks to come back: no answer, 408, 429, 5xx.</summary>
    Retry,
}
