import type { PageWords } from './page-en.ts'

/** The same in Indonesian. */
export const pageId: PageWords = {
  retry: 'Coba lagi',
  unreachable: 'Server tidak dapat dihubungi. Periksa koneksi lalu coba lagi.',

  failure: {
    network: 'Server tidak dapat dihubungi. Tidak ada yang hilang: coba lagi.',
    busy: 'Server sedang sibuk. Coba lagi sebentar lagi.',
    unknown: 'Terjadi kesalahan di server. Coba lagi; bila tetap begitu, beri tahu pengelolanya.',
  },
}
