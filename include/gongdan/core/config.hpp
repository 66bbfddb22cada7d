#pragma once

// One switch decides how gongdan is built. With GONGDAN_COMPILED (set by the target gongdan::gongdan)
// bodies live in the library; without it every header brings its own. The two modes are different types,
// so that object files of both never pass for each other.
#if defined(GONGDAN_COMPILED)
#define GONGDAN_INLINE
#define GONGDAN_MODE compiled
#else
#define GONGDAN_INLINE inline
#define GONGDAN_MODE header_only
#endif

#define GONGDAN_VERSION_MAJOR 0
#define GONGDAN_VERSION_MINOR 1
#define GONGDAN_VERSION_PATCH 0
