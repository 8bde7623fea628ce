namespace Heed.Query.Results;

/// <param name="TimeMs">Unix milliseconds.</param>
public sealed record StringValue(long TimeMs, string Value) : QueryValue;
