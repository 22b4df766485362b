/** What Communication Services takes as an attachment. */
const names = `
  video/3gpp video/3gpp2 application/x-7z-compressed audio/aac video/x-msvideo image/bmp text/csv application/msword
  application/vnd.ms-word.document.macroEnabled.12
  application/vnd.openxmlformats-officedocument.wordprocessingml.document application/vnd.ms-fontobject
  application/epub+zip image/gif application/gzip image/vnd.microsoft.icon text/calendar image/jpeg application/json
  audio/midi audio/mpeg video/mp4 video/mpeg audio/ogg video/ogg application/ogg application/onenote audio/opus font/otf
  application/pdf image/png application/vnd.ms-powerpoint.slideshow.macroEnabled.12
  application/vnd.openxmlformats-officedocument.presentationml.slideshow application/vnd.ms-powerpoint
  application/vnd.ms-powerpoint.presentation.macroEnabled.12
  application/vnd.openxmlformats-officedocument.presentationml.presentation application/vnd.ms-publisher
  application/x-rar-compressed application/vnd.ms-outlook application/rtf image/svg+xml application/x-tar image/tiff
  font/ttf text/plain application/vnd.visio audio/wav audio/webm video/webm image/webp audio/x-ms-wma video/x-ms-wmv
  font/woff font/woff2 application/vnd.ms-excel application/vnd.ms-excel.sheet.binary.macroEnabled.12
  application/vnd.ms-excel.sheet.macroEnabled.12 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
  application/xml text/xml application/zip`

const mimeTypes: ReadonlySet<string> = new Set(names.trim().toLowerCase().split(/\s+/))

/** In any letter case, without parameters. */
export const isAttachableMimeType = (text: string) => mimeTypes.has(text.toLowerCase())
