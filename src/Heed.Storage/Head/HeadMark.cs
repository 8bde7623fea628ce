namespace Heed.Storage.Head;

/// <summary>How far a series had come when its samples were read for a block.</summary>
/// <param name="LastTimeMs">Of the newest sample in order; <see cref="long.MinValue"/> where there was none.</param>
/// <param name="LateVersion">How often late samples had come.</param>
internal readonly record struct HeadMark(long LastTimeMs, int LateVersion);
