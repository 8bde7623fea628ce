using Heed.Server.Journal;

namespace Heed.Server.State;

/// <summary>How a delivery ended.</summary>
/// <param name="Entry">As it stands now.</param>
/// <param name="Row">What the journal says of it.</param>
public sealed record OutboxEnd(OutboxEntry Entry, JournalRow Row);
