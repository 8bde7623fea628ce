using System.Globalization;

namespace Heed.Testing;

/// <summary>
/// Who listens on a port, by Linux' <c>/proc</c>: a program that found its port taken ends a moment later, and until then somebody else's
/// server answers in its place.
/// </summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;

    public static bool IsHeldBy(int processId, int port)
    {
        string process = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        HashSet<string> sockets = [.. Sockets($"{process}/net/tcp", port), .. Sockets($"{process}/net/tcp6", port)];
        try
        {
            return Directory.EnumerateFiles($"{process}/fd").Any(handle => File.ResolveLinkTarget(handle, returnFinalTarget: false) is { } target && sockets.Contains(target.Name));
        }
        catch (IOException)
        {
            // It closed one of its files meanwhile, or ended: the next look tells.
            return false;
        }
    }

    private static IEnumerable<string> Sockets(string table, int port)
    {
        if (!File.Exists(table)) yield break;
        string ending = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        foreach (string line in File.ReadLines(table).Skip(1))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[State] == Listening && fields[LocalAddress].EndsWith(ending, StringComparison.Ordinal)) yield return $"socket:[{fields[Inode]}]";
        }
    }
}
