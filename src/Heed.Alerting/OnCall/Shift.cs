namespace Heed.Alerting.OnCall;

/// <summary>One person's unbroken stretch on call.</summary>
/// <param name="Person">Who.</param>
/// <param name="Source">The layer or the override that says so.</param>
/// <param name="FromMs">Inclusive; milliseconds since the Unix epoch.</param>
/// <param name="ToMs">Exclusive; <see cref="long.MaxValue"/> where it has no end.</param>
/// <param name="IsOverride">Whether somebody stands in.</param>
public readonly record struct Shift(string Person, string Source, long FromMs, long ToMs, bool IsOverride);
