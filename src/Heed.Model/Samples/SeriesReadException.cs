namespace Heed.Model.Samples;

/// <summary>
/// A reader could not give what a query needs: its store lies elsewhere and did not answer as it should. The message says what was
/// asked and what came back, and is for the person who asks. The query engine answers with it.
/// </summary>
public sealed class SeriesReadException(string message, Exception? inner = null) : Exception(message, inner);
