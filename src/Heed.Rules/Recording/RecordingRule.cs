using Heed.Rules.Groups;

namespace Heed.Rules.Recording;

/// <summary>Writes what its expression gives as series of a new name.</summary>
public sealed record RecordingRule : Rule;
