namespace Heed.Storage;

/// <summary>How many there are of something that has a name.</summary>
public readonly record struct CardinalityEntry(string Name, long Count);
