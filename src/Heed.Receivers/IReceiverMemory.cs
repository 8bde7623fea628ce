namespace Heed.Receivers;

/// <summary>
/// Keeps a few words of what was sent, such as the number of a message that is to be changed later. What is forgotten costs a second
/// message, never a notice. Safe for use by several threads.
/// </summary>
public interface IReceiverMemory
{
    /// <summary>Null for what was never kept, or is no longer.</summary>
    string? Recall(string key);

    /// <param name="value">Null to forget.</param>
    void Keep(string key, string? value);
}
