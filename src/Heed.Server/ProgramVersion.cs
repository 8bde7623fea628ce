using System.Reflection;

namespace Heed.Server;

/// <summary>The version of the program, from one place: the build's.</summary>
public static class ProgramVersion
{
    /// <summary>As <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
