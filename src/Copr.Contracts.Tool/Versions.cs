using System.Reflection;

namespace Copr.Contracts.Tool;

/// <summary>The version of an assembly, as its package has it.</summary>
internal static class Versions
{
    public static string Of(Type type)
    {
        string version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        int commit = version.IndexOf('+', StringComparison.Ordinal);
        return commit < 0 ? version : version[..commit];
    }
}
