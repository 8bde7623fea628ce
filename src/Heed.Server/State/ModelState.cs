namespace Heed.Server.State;

/// <summary>One monitor's state.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="BaselineVersion">What its windows are compared with; under another baseline the state means nothing.</param>
/// <param name="Bytes">As the monitor saved it.</param>
public sealed record ModelState(string Model, string BaselineVersion, ReadOnlyMemory<byte> Bytes);
